import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { type Command } from 'commander';
import { UserProblem } from '../errors.js';
import {
  type DeliveredFile,
  type Delivery,
  importDelivery,
  type ImportProgress,
  listDeliveries,
  organisationOfFile,
} from '../features/frames/frames.service.js';
import type { Application } from '../application.js';
import { getStudy, type Study } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly study: string;
  readonly domain: string;
  readonly organisation?: string;
  readonly replace?: string;
}

/** `frame import`: client files into the frame of a study; each file counts when all of it is in. */
export function frameImportCommand(): Command {
  return command('import', 'import client files into the frame; each file as a whole or not at all')
    .argument('<files...>', 'client files as the organisation delivered them')
    .requiredOption('--study <slug>', 'the study')
    .requiredOption('--domain <code>', 'basishulp, specialistisch or jb_jr')
    .option('--organisation <name>', 'who delivered the files; the name of each file when left out')
    .option('--replace <file>', 'name of the imported file that this one takes the place of')
    .addHelpText('after', '\nAn import that was killed goes on when the same file is given again.')
    .action(async (files: string[], options: Options) => {
      await run(options, async (app, actor) => {
        const study = await getStudy(app.database.read, options.study);
        const replaces = await replacedBy(app, study, files, options);
        const deliveries: Delivery[] = [];
        for (const name of files) {
          const delivered = await deliveredFile(name, options);
          const onProgress = progressOf(name);
          deliveries.push(await importDelivery(app, actor, study, { ...delivered, replaces, onProgress }));
        }
        return {
          json: { files: deliveries.map(fileJson) },
          text: deliveries.map(fileText).join('\n'),
        };
      });
    });
}

/** The delivery that the one file takes the place of. */
async function replacedBy(
  app: Application,
  study: Study,
  files: readonly string[],
  { replace }: Options,
): Promise<string | null> {
  if (replace === undefined) return null;
  if (files.length > 1) {
    throw new UserProblem('invalid_input', 'Geef bij --replace één bestand.');
  }
  const deliveries = await listDeliveries(app, study);
  const meant = deliveries.filter(({ fileName }) => fileName === replace);
  const [delivery] = meant;
  if (delivery !== undefined && meant.length === 1) return delivery.id;
  const names = deliveries.map(({ fileName }) => fileName).join(', ');
  throw new UserProblem('invalid_input', `${replace} is niet (één keer) ingelezen. Er zijn: ${names}.`);
}

async function deliveredFile(name: string, options: Options): Promise<DeliveredFile> {
  const organisation = options.organisation ?? organisationOfFile(name);
  try {
    await access(name, constants.R_OK);
    return { name, bytes: () => createReadStream(name), domain: options.domain, organisation };
  } catch (cause) {
    const problem = new UserProblem('upload_missing', `${name} is er niet, of mag niet worden gelezen.`);
    problem.cause = cause;
    throw problem;
  }
}

/** One line that is written over, for somebody who looks; nothing in a file or a pipe. */
function progressOf(name: string): ((progress: ImportProgress) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return ({ rowsDone, bytesDone, bytesTotal }) => {
    const share = bytesTotal === 0 ? 100 : Math.floor((100 * bytesDone) / bytesTotal);
    const end = bytesDone >= bytesTotal ? '\n' : '';
    process.stderr.write(`\r${name}: ${String(rowsDone)} regels, ${String(share)}%${end}`);
  };
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
    on_objection_list: delivery.objectionCount,
  };
}

function fileText(delivery: Delivery): string {
  const rejected = Object.values(delivery.rejected).reduce((sum, rows) => sum + rows, 0);
  return (
    `${delivery.fileName}: ${String(delivery.dataRows)} regels, ${String(delivery.acceptedRows)} aanvaard ` +
    `(${String(delivery.personCount)} personen), ${String(rejected)} afgekeurd, ` +
    `${String(delivery.notInReportYear)} buiten het verslagjaar` +
    (delivery.objectionCount === 0 ? '' : `, ${String(delivery.objectionCount)} op de bezwaarlijst`)
  );
}
