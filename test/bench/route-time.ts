import type { Answer } from '../../src/domain/interview/answer.js';
import { interviewRoute, nextScreen } from '../../src/domain/interview/route.js';
import type { Questionnaire } from '../../src/domain/questionnaire/model.js';
import { questionnaireSchema } from '../../src/domain/questionnaire/schema.js';
import { sampleOf } from '../support/questionnaires.js';

const QUESTIONS = 60;
const ROUNDS = 500;

/** Milliseconds to say which question follows after 59 of 60, every second with a condition on the one before. */
export function routeMilliseconds(): number {
  const questionnaire = longQuestionnaire();
  const answers = new Map<string, Answer>();
  for (let index = 0; index < QUESTIONS - 1; index += 1) {
    answers.set(`Q${String(index)}`, { kind: 'single', code: 1, otherText: null });
  }
  const sample = sampleOf({ rotationSeed: 'bench' });
  const startedAt = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = nextScreen(interviewRoute(questionnaire, sample, answers));
    if (next?.id !== `Q${String(QUESTIONS - 1)}`) throw new Error('the route is wrong');
  }
  return (performance.now() - startedAt) / ROUNDS;
}

function longQuestionnaire(): Questionnaire {
  const ids = Array.from({ length: QUESTIONS }, (_, index) => `Q${String(index)}`);
  const options = [1, 2].map((code) => ({ code, label: { nl: String(code) } }));
  return questionnaireSchema.parse({
    id: 'zestig',
    title: { nl: 'Zestig vragen' },
    languages: ['nl'],
    respondents: ['parent'],
    completeness: { complete: { answeredShare: 1 }, partial: { answeredShare: 0.5 } },
    computed: [{ id: 'SCORE', label: { nl: 'score' }, count: { of: ids, codes: [1] } }],
    blocks: [
      {
        id: 'A',
        title: { nl: 'A' },
        questions: ids.map((id, index) => ({
          id,
          type: 'single',
          text: { both: { nl: 'Vraag?' } },
          options,
          ...(index % 2 === 0 ? {} : { when: { question: `Q${String(index - 1)}`, is: 1 } }),
        })),
      },
    ],
  });
}
