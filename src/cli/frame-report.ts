import { type Command } from 'commander';
import { frameCounts, frameReport, fullFrameReport } from '../features/frames/frame-report.service.js';
import { ensureFrameAtRest } from '../features/frames/frames.service.js';
import { getStudy, type Study } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly full?: boolean;
}

/** `frame report`: the counts of the frame, per file and of persons. */
export function frameReportCommand(): Command {
  return command('report', 'print the counts of the frame: rows per file, persons per domain and age band')
    .requiredOption('--study <slug>', 'the study')
    .option('--full', 'with --json: also per segment, organisation and age band, with coverage')
    .action(async (options: Options) => {
      await run(options, async (app) => {
        const study = await getStudy(app.database.read, options.study);
        await ensureFrameAtRest(app.database.read, study);
        const counts = await frameCounts(app, app.database.read, study);
        const report = frameReport(counts);
        const json = options.full === true ? fullFrameReport(counts) : report;
        return { json, text: reportText(study, report) };
      });
    });
}

function reportText(study: Study, { files, persons }: ReturnType<typeof frameReport>): string {
  const perDomain = study.domains.map(
    ({ code, label }) =>
      `  ${label}: ${String(persons.per_domain[code] ?? 0)}, ` +
      `waarvan te trekken ${String(persons.per_domain_after_priority[code] ?? 0)}`,
  );
  return [
    ...files.map(
      (file) =>
        `${file.file}: ${String(file.data_rows)} regels, ${String(file.accepted_rows)} aanvaard, ${String(file.persons)} personen`,
    ),
    `Personen: ${String(persons.total)}, waarvan ${String(persons.in_more_than_one_domain)} in meer dan één domein`,
    ...perDomain,
  ].join('\n');
}
