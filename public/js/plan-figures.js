/* global document, fetch, history, location, URLSearchParams, FormData, AbortController, DOMParser, setTimeout, clearTimeout */

// Works a plan out again while its settings change. Without this script the button of the form does the same.

const WAIT_MILLISECONDS = 350;

const planForm = document.querySelector('form[data-plan]');
let timer = 0;
let asked = new AbortController();

if (planForm instanceof HTMLFormElement) {
  planForm.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      asked.abort();
      asked = new AbortController();
      void refresh(planForm, asked.signal);
    }, WAIT_MILLISECONDS);
  });
}

/** @param {HTMLFormElement} settings @param {AbortSignal} signal */
async function refresh(settings, signal) {
  const address = `${location.pathname}?${queryOf(settings)}`;
  try {
    const answer = await fetch(address, { signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const figures = page.querySelector('[data-plan-figures]');
    // Signed out, or the server is away: the button of the form says what is the matter.
    if (signal.aborted || !figures) return;
    document.querySelector('[data-plan-figures]')?.replaceWith(figures);
    announce(figures.querySelector('[data-plan-summary]')?.textContent ?? '');
    // A refresh of the page, and going back to it, keeps what was typed.
    history.replaceState(null, '', address);
  } catch {
    // A newer change stopped this one, or the network is away; the figures stay as they were.
  }
}

/** @param {HTMLFormElement} settings */
function queryOf(settings) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(settings))
    if (typeof value === 'string') query.append(name, value);
  return String(query);
}

/** @param {string} text */
function announce(text) {
  const status = document.querySelector('[data-plan-status]');
  if (status) status.textContent = text;
}
