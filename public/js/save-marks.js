/* global document, fetch, URLSearchParams */

// Saves each choice on a check list at once, so that a closed tab loses nothing. Without this script the buttons
// save. Nothing is kept in the browser.

const list = document.querySelector('form[data-marks]');
const savedNote = document.querySelector('[data-marks-status]');

if (list instanceof HTMLFormElement) {
  say('Elke keuze wordt meteen opgeslagen.');
  // One after another: the answer to a choice says from what the next one starts.
  let saving = Promise.resolve();
  list.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.dataset['mark'] === undefined) return;
    saving = saving.then(() => save(list, target));
  });
}

/** @param {HTMLFormElement} form @param {HTMLSelectElement} choice */
async function save(form, choice) {
  const shown = form.elements.namedItem(choice.dataset['mark'] ?? '');
  const csrf = form.elements.namedItem('_csrf');
  if (!(shown instanceof HTMLInputElement) || !(csrf instanceof HTMLInputElement)) return;
  const sent = choice.value;
  const body = new URLSearchParams({ _csrf: csrf.value, [choice.name]: sent, [shown.name]: shown.value });
  try {
    const { at, conflicts } = await post(form.action, body);
    const [conflict] = conflicts;
    shown.value = conflict?.reason ?? sent;
    if (conflict !== undefined) choice.value = conflict.reason;
    choice.closest('li')?.classList.toggle('veldwerk-marks__marked', shown.value !== '');
    say(
      conflict === undefined
        ? `Opgeslagen om ${at} uur.`
        : `Niet opgeslagen: een collega koos hier intussen “${conflict.label}”. Kies opnieuw als dat niet klopt.`,
    );
  } catch {
    // The choice stays on the screen; the button shows what is wrong.
    say('Nog niet opgeslagen. Druk op Opslaan.');
  }
}

/** @param {string} address @param {URLSearchParams} body */
async function post(address, body) {
  const answer = await fetch(address, { method: 'POST', headers: { Accept: 'application/json' }, body });
  // Anything else is a page that says why nothing was saved: the check has closed, or the code is asked again.
  if (!answer.headers.get('Content-Type')?.startsWith('application/json')) throw new Error('not saved');
  const saved = /** @type {unknown} */ (await answer.json());
  return /** @type {Saved} */ (saved);
}

/** @param {string} text */
function say(text) {
  if (savedNote !== null) savedNote.textContent = text;
}

/** @typedef {{ at: string, conflicts: { key: string, reason: string, label: string }[] }} Saved */
