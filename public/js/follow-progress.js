/* global document, location, fetch, DOMParser, setTimeout */

// Follows work that goes on at the server: fetches the page again and shows the part that changed. Without this
// script the link on the page does the same.

const POLL_MILLISECONDS = 1500;
const part = document.querySelector('[data-follow]');

if (part instanceof HTMLElement && 'running' in part.dataset) {
  hideReloadLink(part);
  setTimeout(() => void follow(part), POLL_MILLISECONDS);
}

/** @param {HTMLElement} shown */
async function follow(shown) {
  const fresh = await fetchPart();
  if (fresh === null) {
    setTimeout(() => void follow(shown), POLL_MILLISECONDS * 4);
  } else if (!('running' in fresh.dataset)) {
    // The whole page, so that the message of the end is read aloud.
    location.reload();
  } else {
    showProgress(shown, fresh);
    setTimeout(() => void follow(shown), POLL_MILLISECONDS);
  }
}

/**
 * Only what changed, so that the focus stays on the button where it is.
 * @param {HTMLElement} shown @param {HTMLElement} fresh
 */
function showProgress(shown, fresh) {
  const ids = (/** @type {HTMLElement} */ within) =>
    [...within.querySelectorAll('progress')].map(({ id }) => id).join(' ');
  if (ids(shown) !== ids(fresh)) {
    location.reload();
    return;
  }
  for (const bar of fresh.querySelectorAll('progress')) {
    const old = document.getElementById(bar.id);
    if (old instanceof HTMLElement) old.parentElement?.replaceWith(bar.parentElement ?? bar);
  }
}

/** @returns {Promise<HTMLElement | null>} */
async function fetchPart() {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.querySelector('[data-follow]');
    return found instanceof HTMLElement ? found : null;
  } catch {
    return null;
  }
}

/** @param {HTMLElement} within */
function hideReloadLink(within) {
  const link = within.querySelector('[data-reload]');
  if (link?.parentElement)
    link.parentElement.textContent =
      'Dit scherm houdt zichzelf bij. U kunt ook verdergaan; het inlezen gaat door.';
}
