import { HtmlValidate, FileSystemConfigLoader } from 'html-validate';

const validator = new HtmlValidate(new FileSystemConfigLoader());

/**
 * Fails with a list of the faults when `html` is not a valid page, or holds a script, style or event handler of
 * its own, which the security policy would not run.
 */
export async function expectValidHtml(html: string): Promise<void> {
  const report = await validator.validateString(html, 'page.html');
  const faults = report.results.flatMap(({ messages }) =>
    messages.map(
      ({ line, column, message, ruleId }) => `${String(line)}:${String(column)} ${message} (${ruleId})`,
    ),
  );
  const handler = /<[^>]*\son[a-z]+=/i.exec(html);
  if (handler) faults.push(`an event handler in the page: ${handler[0]}`);
  if (faults.length > 0)
    throw new Error(`The page is not valid HTML:\n${faults.join('\n')}\n\n${numbered(html)}`);
}

function numbered(html: string): string {
  return html
    .split('\n')
    .map((line, index) => `${String(index + 1).padStart(4)} ${line}`)
    .join('\n');
}
