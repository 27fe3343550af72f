/* global document, fetch, DOMParser, history, AbortController, FormData, URLSearchParams, HTMLFormElement, window */

// Shows the table again as soon as a choice changes: the page that the button would open is fetched, and its result
// takes the place of the one shown. Without this script the button does the same.

const tableForm = document.querySelector('form[data-live]');

if (tableForm instanceof HTMLFormElement) {
  const status = document.querySelector('[data-live-status]');
  let running = new AbortController();
  tableForm.addEventListener('change', () => {
    running.abort();
    running = new AbortController();
    void refresh(tableForm, status, running.signal);
  });
}

/** @param {HTMLFormElement} form @param {Element | null} status @param {AbortSignal} signal */
async function refresh(form, status, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') query.append(name, value);
  }
  const address = `${form.action}?${query.toString()}`;
  say(status, 'De tabel wordt gemaakt…');
  try {
    const response = await fetch(address, { signal });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.querySelector('[data-live-result]');
    const shown = document.querySelector('[data-live-result]');
    if (!response.ok || fresh === null || shown === null) {
      window.location.assign(address);
      return;
    }
    shown.replaceWith(document.adoptNode(fresh));
    history.replaceState(null, '', address);
    say(status, 'De tabel is bijgewerkt.');
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return;
    say(status, 'De tabel kon niet worden gemaakt. Gebruik de knop.');
  }
}

/** @param {Element | null} status @param {string} text */
function say(status, text) {
  if (status !== null) status.textContent = text;
}
