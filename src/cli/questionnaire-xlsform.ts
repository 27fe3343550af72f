import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { type Finding, isUsable } from '../domain/questionnaire/finding.js';
import { checkQuestionnaire } from '../domain/questionnaire/check-questionnaire.js';
import { readQuestionnaire } from '../domain/questionnaire/read-questionnaire.js';
import { RESPONDENTS } from '../domain/questionnaire/schema.js';
import type { Respondent } from '../domain/questionnaire/model.js';
import { questionnaireFile, writeYaml } from '../domain/questionnaire/yaml-text.js';
import { readXlsForm } from '../domain/xlsform/read-xlsform.js';
import { writeXlsForm } from '../domain/xlsform/write-xlsform.js';
import type { XlsFormLoss } from '../domain/xlsform/xlsform.js';
import { readXlsFormWorkbook, xlsFormWorkbook } from '../documents/xlsform-workbook.js';
import { command, type CommonOptions } from './run.js';

interface ExportOptions extends CommonOptions {
  readonly as: Respondent;
}

/** `questionnaire export`: a questionnaire file as XLSForm. Needs no database, as `questionnaire check`. */
export function questionnaireExportCommand(): Command {
  return command('export', 'write a questionnaire file as an XLSForm workbook')
    .argument('<file>', 'the questionnaire, YAML or JSON')
    .argument('<workbook>', 'the .xlsx file to write')
    .addOption(
      new Option('--as <respondent>', 'whose words the labels get')
        .choices([...RESPONDENTS])
        .default('parent'),
    )
    .action(async (file: string, workbook: string, options: ExportOptions) => {
      if (!mayRead(file)) return;
      const { draft, findings } = readQuestionnaire(await readFile(file, 'utf8'));
      if (draft === null) {
        refuse(describeFindings(findings));
        return;
      }
      const { form, losses } = writeXlsForm(draft, options.as);
      await writeFile(workbook, await xlsFormWorkbook(form, draft.languages));
      report(options, { file: workbook, losses, findings: [] });
    });
}

/** `questionnaire import`: an XLSForm as a questionnaire file. */
export function questionnaireImportCommand(): Command {
  return command('import', 'write an XLSForm workbook as a questionnaire file')
    .argument('<workbook>', 'the .xlsx file')
    .argument('<file>', 'the questionnaire to write, YAML')
    .action(async (workbook: string, file: string, options: CommonOptions) => {
      if (!mayRead(workbook)) return;
      const read = await readXlsFormWorkbook(await readFile(workbook));
      if (!read.ok) {
        refuse(read.why);
        return;
      }
      const { questionnaire, why, losses, findings } = readXlsForm(read.form);
      if (questionnaire === null) {
        refuse([why, describeFindings(findings), ...losses.map(describeLoss)].filter(Boolean).join('\n'));
        return;
      }
      await writeFile(file, questionnaireFile(writeYaml(questionnaire)));
      report(options, { file, losses, findings: checkQuestionnaire(questionnaire) });
    });
}

function mayRead(file: string): boolean {
  if (existsSync(file)) return true;
  refuse(`Het bestand ${file} is niet te lezen. Controleer de naam en de map.`);
  return false;
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

interface Report {
  readonly file: string;
  readonly losses: readonly XlsFormLoss[];
  readonly findings: readonly Finding[];
}

function report(options: CommonOptions, { file, losses, findings }: Report): void {
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ file, usable: isUsable(findings), losses, findings })}\n`);
    return;
  }
  const lines = [
    `${file} is geschreven.`,
    ...(losses.length === 0 ? [] : ['Niet overgenomen:', ...losses.map(describeLoss)]),
    ...(findings.length === 0 ? [] : ['De controle vindt:', describeFindings(findings)]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function describeLoss({ place, what }: XlsFormLoss): string {
  return `  ${place}: ${what}`;
}

function describeFindings(findings: readonly Finding[]): string {
  return findings.map(({ place, reason, remedy }) => `  ${place}: ${reason.nl} ${remedy.nl}`).join('\n');
}
