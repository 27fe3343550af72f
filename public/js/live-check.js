/* global document, fetch, DOMParser, setTimeout, clearTimeout, AbortController */

// Lets the check run beside a form while one types: sends the form to be looked at, and shows what the server says of
// it. Nothing is saved by that. Without this script the button for checking does the same.

const PAUSE_MILLISECONDS = 700;
const checkedForm = document.querySelector('form[data-live-check]');

if (checkedForm instanceof HTMLFormElement) {
  const button = checkedForm.querySelector('[data-check-button]');
  if (button instanceof HTMLElement) button.hidden = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let running = new AbortController();
  checkedForm.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running.abort();
      running = new AbortController();
      void check(checkedForm, running.signal);
    }, PAUSE_MILLISECONDS);
  });
  checkedForm.addEventListener('submit', () => {
    clearTimeout(timer);
    running.abort();
  });
}

/** @param {HTMLFormElement} form @param {AbortSignal} signal */
async function check(form, signal) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  fields.set('then', 'check');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: fields, signal });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-edit-side]');
    const shown = document.querySelector('[data-edit-side]');
    if (fresh !== null && shown !== null) shown.replaceChildren(...fresh.childNodes);
  } catch {
    // Without a connection the form goes on; what is typed is kept.
  }
}
