import { describe, expect, it } from 'vitest';
import { CASE_STATUSES } from '../../../src/domain/contact/case-status.js';
import { OUTCOME_CODES } from '../../../src/domain/contact/outcome.js';
import { outcomesDocument } from '../../../src/domain/contact/outcomes-document.js';

describe('the page on outcomes', () => {
  it('is fresh', async () => {
    await expect(outcomesDocument()).toMatchFileSnapshot('../../../docs/outcomes.md');
  });

  it('names every outcome and draws every status', () => {
    const page = outcomesDocument();
    for (const code of OUTCOME_CODES) expect(page).toContain(`\`${code}\``);
    const diagram = page.slice(page.indexOf('stateDiagram-v2'));
    for (const status of CASE_STATUSES.filter((one) => one !== 'excluded' && one !== 'withdrawn')) {
      expect(diagram).toMatch(new RegExp(`--> ${status}\\b`));
    }
  });
});
