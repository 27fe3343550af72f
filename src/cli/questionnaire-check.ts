import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command } from 'commander';
import type { Finding } from '../domain/questionnaire/finding.js';
import type { Questionnaire } from '../domain/questionnaire/model.js';
import { readQuestionnaire } from '../domain/questionnaire/read-questionnaire.js';
import { command, type CommonOptions } from './run.js';

/** `questionnaire check`: needs no database and no key, so a file can be checked before anything is installed. */
export function questionnaireCheckCommand(): Command {
  return command('check', 'check a questionnaire file; exit code 1 when it cannot be used')
    .argument('<file>', 'the questionnaire, YAML or JSON')
    .action(async (file: string, options: CommonOptions) => {
      const text = await readOrNull(file);
      if (text === null) {
        process.stderr.write(`Het bestand ${file} is niet te lezen. Controleer de naam en de map.\n`);
        process.exitCode = 1;
        return;
      }
      const { questionnaire, findings } = readQuestionnaire(text, (id) => readBeside(file, id));
      const result = { file, usable: questionnaire !== null, findings };
      process.stdout.write(
        options.json === true ? `${JSON.stringify(result)}\n` : `${describe(file, findings)}\n`,
      );
      if (questionnaire === null) process.exitCode = 1;
    });
}

/** The questionnaire of the measurement before, when its file stands in the same folder. */
function readBeside(file: string, id: string): Questionnaire | null {
  const beside = path.join(path.dirname(file), `${path.basename(id)}.yaml`);
  return existsSync(beside) ? readQuestionnaire(readFileSync(beside, 'utf8')).questionnaire : null;
}

async function readOrNull(file: string): Promise<string | null> {
  return existsSync(file) ? await readFile(path.resolve(file), 'utf8').catch(() => null) : null;
}

function describe(file: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `${file}: in orde, geen bevindingen.`;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const summary = `${file}: ${count(errors, 'fout', 'fouten')}, ${count(warnings, 'waarschuwing', 'waarschuwingen')}.`;
  return [...findings.map((finding) => describeFinding(file, finding)), summary].join('\n');
}

function describeFinding(file: string, { line, place, severity, rule, reason, remedy }: Finding): string {
  const where = line === null ? file : `${file}:${String(line)}`;
  const kind = severity === 'error' ? 'fout' : 'waarschuwing';
  return `${where} ${place} (${kind}, ${rule})\n  ${reason.nl}\n  ${remedy.nl}`;
}

function count(number: number, one: string, more: string): string {
  return `${String(number)} ${number === 1 ? one : more}`;
}
