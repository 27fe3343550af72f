/** What a person would send from the page of a question, answering with the first option, a 7, or a few words. */
export function answerOnPage(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of ['version', 'shownAt', 'confirmed']) {
    const value = hiddenField(html, name);
    if (value !== null) fields[name] = value;
  }
  const answer = firstAnswer(html);
  return answer === null ? fields : { ...fields, answer };
}

/** The value of a hidden field, or `null` when the page has none. */
export function hiddenField(html: string, name: string): string | null {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&#34;', '"') ?? null;
}

function firstAnswer(html: string): string | null {
  const option = /<input[^>]*type="(?:radio|checkbox)"[^>]*name="answer" value="(\d+)"/.exec(html)?.[1];
  if (option !== undefined) return option;
  if (/<textarea[^>]*name="answer"/.test(html)) return 'Een fijn gesprek.';
  return /<input[^>]*name="answer"/.test(html) ? '7' : null;
}
