import { Command } from 'commander';
import { checkExportCommand } from './check-export.js';
import { checkImportCommand } from './check-import.js';
import { countsCheckCommand } from './counts-check.js';
import { demoCommand } from './demo.js';
import { frameImportCommand } from './frame-import.js';
import { frameMatchesCommand } from './frame-matches.js';
import { frameReportCommand } from './frame-report.js';
import { objectionAddCommand, objectionCountCommand, objectionImportCommand } from './objections.js';
import { questionnaireCheckCommand } from './questionnaire-check.js';
import { questionnaireExportCommand, questionnaireImportCommand } from './questionnaire-xlsform.js';
import { responseCommand } from './response.js';
import { responsesExportCommand } from './responses-export.js';
import { responsesImportCommand } from './responses-import.js';
import { sampleDrawCommand } from './sample-draw.js';
import { samplePlanCommand } from './sample-plan.js';
import { sampleReleaseCommand } from './sample-release.js';
import { simulateCommand } from './simulate.js';
import { studyCreateCommand } from './study-create.js';
import { tablesCommand } from './tables.js';
import { userAddCommand } from './user-add.js';
import { userRemoveSecondStepCommand } from './user-remove-second-step.js';
import { reportDailyCommand } from './report-daily.js';
import { weightsMakeCommand } from './weights-make.js';

const program = new Command('veldwerk')
  .description('Veldwerk: telephone survey fieldwork')
  .showHelpAfterError();

program.addCommand(demoCommand());
program.command('study').description('studies').addCommand(studyCreateCommand());
program
  .command('frame')
  .description('client files of organisations')
  .addCommand(frameImportCommand())
  .addCommand(frameMatchesCommand())
  .addCommand(frameReportCommand());
program.addCommand(responseCommand());
program.command('report').description('reports of the fieldwork').addCommand(reportDailyCommand());
program.addCommand(simulateCommand());
program.addCommand(tablesCommand());
program
  .command('responses')
  .description('answers, without contact data')
  .addCommand(responsesImportCommand())
  .addCommand(responsesExportCommand());
program.command('weights').description('weights of interviews').addCommand(weightsMakeCommand());
program
  .command('sample')
  .description('samples')
  .addCommand(samplePlanCommand())
  .addCommand(sampleDrawCommand())
  .addCommand(sampleReleaseCommand());
program
  .command('questionnaire')
  .description('questionnaire files')
  .addCommand(questionnaireCheckCommand())
  .addCommand(questionnaireImportCommand())
  .addCommand(questionnaireExportCommand());
program
  .command('check')
  .description('the check of the sample by the organisations')
  .addCommand(checkExportCommand())
  .addCommand(checkImportCommand());
program
  .command('objection')
  .description('numbers and people that no study approaches')
  .addCommand(objectionAddCommand())
  .addCommand(objectionImportCommand())
  .addCommand(objectionCountCommand());
program
  .command('user')
  .description('accounts')
  .addCommand(userAddCommand())
  .addCommand(userRemoveSecondStepCommand());
program
  .command('counts')
  .description('counts of the fieldwork that are kept with every write')
  .addCommand(countsCheckCommand());

await program.parseAsync();
