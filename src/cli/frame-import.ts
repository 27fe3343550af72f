import { readFile } from 'node:fs/promises';
import { type Command } from 'commander';
import { UserProblem } from '../errors.js';
import {
  type DeliveredFile,
  type Delivery,
  importDelivery,
  organisationOfFile,
} from '../features/frames/frames.service.js';
import { getStudy } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly domain: string;
  readonly organisation?: string;
}

/** `frame import`: client files into the frame of a study, one transaction per file. */
export function frameImportCommand(): Command {
  return command('import', 'import client files into the frame; each file as a whole or not at all')
    .argument('<files...>', 'client files as the organisation delivered them')
    .requiredOption('--study <slug>', 'the study')
    .requiredOption('--domain <code>', 'basishulp, specialistisch or jb_jr')
    .option('--organisation <name>', 'who delivered the files; the name of each file when left out')
    .action(async (files: string[], options: Options) => {
      await run(options, async (app, actor) => {
        const study = await getStudy(app.database.read, options.study);
        const deliveries: Delivery[] = [];
        for (const file of files) {
          const delivered = await deliveredFile(file, options);
          deliveries.push(await importDelivery(app, actor, study, delivered));
        }
        return {
          json: { files: deliveries.map(fileJson) },
          text: deliveries.map(fileText).join('\n'),
        };
      });
    });
}

async function deliveredFile(name: string, options: Options): Promise<DeliveredFile> {
  const organisation = options.organisation ?? organisationOfFile(name);
  try {
    return { name, bytes: await readFile(name), domain: options.domain, organisation };
  } catch (cause) {
    const problem = new UserProblem('upload_missing', `${name} is er niet, of mag niet worden gelezen.`);
    problem.cause = cause;
    throw problem;
  }
}

function fileJson(delivery: Delivery): object {
  return {
    file: delivery.fileName,
    organisation: delivery.organisationName,
    encoding: delivery.encoding,
    delimiter: delivery.delimiter,
    data_rows: delivery.dataRows,
    accepted_rows: delivery.acceptedRows,
    persons: delivery.personCount,
    rejected: delivery.rejected,
    not_in_report_year: delivery.notInReportYear,
    problems: delivery.problemCount,
  };
}

function fileText(delivery: Delivery): string {
  const rejected = Object.values(delivery.rejected).reduce((sum, rows) => sum + rows, 0);
  return (
    `${delivery.fileName}: ${String(delivery.dataRows)} regels, ${String(delivery.acceptedRows)} aanvaard ` +
    `(${String(delivery.personCount)} personen), ${String(rejected)} afgekeurd, ` +
    `${String(delivery.notInReportYear)} buiten het verslagjaar`
  );
}
