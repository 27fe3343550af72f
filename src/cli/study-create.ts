import { type Command } from 'commander';
import { UserProblem } from '../errors.js';
import { newStudyForm } from '../features/studies/studies.forms.js';
import { createStudy, newestQuestionnaireId } from '../features/studies/studies.service.js';
import { command, type CommonOptions, run } from './run.js';

interface Options extends CommonOptions {
  readonly name: string;
  readonly year: string;
  readonly questionnaire?: string;
  readonly from?: string;
  readonly until?: string;
  readonly practice?: boolean;
  readonly slug?: string;
}

/** `study create`: a study with the default domains and rules. */
export function studyCreateCommand(): Command {
  return command('create', 'set up a study with the default domains and rules; prints its slug')
    .requiredOption('--name <name>', 'the name as everybody sees it')
    .requiredOption('--year <year>', 'the report year: the year that the answers are about')
    .option('--questionnaire <id>', 'the questionnaire; the newest when left out')
    .option('--from <date>', 'first day of fieldwork, YYYY-MM-DD')
    .option('--until <date>', 'last day of fieldwork, YYYY-MM-DD')
    .option('--slug <slug>', 'the name in addresses and commands; made from the name when left out')
    .option('--practice', 'for training: nothing is dialled')
    .action(async (options: Options) => {
      await run(options, async (app, actor) => {
        const form = newStudyForm.safeParse({
          name: options.name,
          reportYear: options.year,
          questionnaireId: options.questionnaire ?? newestQuestionnaireId(app),
          fieldworkStartsOn: options.from,
          fieldworkEndsOn: options.until,
          isPractice: options.practice === true ? 'yes' : undefined,
        });
        if (!form.success) {
          throw new UserProblem('invalid_input', form.error.issues.map(({ message }) => message).join(' '));
        }
        const slug = options.slug === undefined ? {} : { slug: options.slug };
        const study = await createStudy(app, actor, { ...form.data, ...slug });
        return {
          json: { slug: study.slug },
          text: `Onderzoek gemaakt: ${study.name}\nNaam in opdrachten: ${study.slug}`,
        };
      });
    });
}
