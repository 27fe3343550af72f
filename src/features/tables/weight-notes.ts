import { localTime } from '../../domain/calendar/instant.js';
import type { TableNote } from '../../domain/tables/notes.js';
import { formatCount, formatDate } from '../../web/dutch-format.js';
import { howWeighted } from '../weights/weights.service.js';
import type { MeasuredYear } from './measured-year.js';

/** What a reader must know of the weights of each year in a table. */
export function weightNotes(years: readonly MeasuredYear[], wanted: string): TableNote[] {
  return years.flatMap(({ heading, weights, sampleSizes }): TableNote[] => {
    if (weights === null) {
      if (wanted === '' || sampleSizes.size === 0) return [];
      return remark(
        `${heading.label} heeft geen gewichten met de naam “${wanted}” en is gewogen zoals gebruikelijk: per stratum.`,
      );
    }
    const { set, without } = weights;
    const madeOn = formatDate(localTime(set.madeAt).date);
    const notes = remark(
      `${heading.label} is gewogen met “${set.name}”, versie ${String(set.version)} van ${madeOn}: ${howWeighted(set)}.`,
    );
    if (without === 0) return notes;
    return [
      ...notes,
      ...remark(
        `${formatCount(without)} ${without === 1 ? 'interview' : 'interviews'} van ${heading.label} ${without === 1 ? 'is' : 'zijn'} van na het maken van de gewichten en ${without === 1 ? 'telt' : 'tellen'} niet mee. Maak de gewichten opnieuw om iedereen te tellen.`,
      ),
    ];
  });
}

function remark(text: string): TableNote[] {
  return [{ kind: 'remark-on-year', text }];
}
