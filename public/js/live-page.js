/* global document, window, location, EventSource, MessageEvent, setTimeout, clearTimeout */

// Keeps the page of the fieldwork up to date: the server sends the parts that changed. Without this script, or when the
// line is broken, the link on the page does the same.

const live = document.querySelector('[data-live]');
const TALK_MILLISECONDS = 60_000;

if (live instanceof HTMLElement && 'EventSource' in window) followEvents(live);

/** @param {HTMLElement} page */
function followEvents(page) {
  const source = new EventSource(page.dataset['live'] ?? '');
  const talk = talker(page.querySelector('[data-live-summary]'));
  source.addEventListener('open', () => {
    say(page, 'Dit scherm houdt zichzelf bij. Laatste wijziging: ');
  });
  source.addEventListener('change', (event) => {
    const change = /** @type {{ at: string, summary: string, parts: Record<string, string> }} */ (
      sent(event)
    );
    for (const [part, html] of Object.entries(change.parts)) replacePart(page, part, html);
    setText(page, '[data-live-clock]', change.at);
    talk(change.summary);
  });
  source.addEventListener('ended', (event) => {
    source.close();
    const { reason } = /** @type {{ reason: string }} */ (sent(event));
    stopped(
      page,
      reason === 'elsewhere'
        ? 'U volgt het veldwerk in te veel vensters; dit venster staat stil. Stand van '
        : 'U bent afgemeld; dit scherm staat stil. Stand van ',
    );
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) stopped(page, 'Dit scherm staat stil. Stand van ');
    else say(page, 'De verbinding is even weg. Stand van ');
  });
  // A form leads to a page that is new already.
  const leave = () => {
    source.close();
  };
  document.addEventListener('submit', leave);
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}

/** @param {Event} event @returns {unknown} */
function sent(event) {
  return JSON.parse(event instanceof MessageEvent ? String(event.data) : '{}');
}

/** @param {HTMLElement} page @param {string} part @param {string} html */
function replacePart(page, part, html) {
  const shown = page.querySelector(`[data-live-part="${part}"]`);
  if (shown === null) return;
  const focus = focusIn(shown);
  const fresh = document.createElement('template');
  fresh.innerHTML = html;
  if (shown.innerHTML.trim() === fresh.innerHTML.trim()) return;
  shown.replaceChildren(fresh.content);
  focus?.();
}

/**
 * Where the keyboard was, to be put back there when the same control is still there.
 * @param {Element} within
 * @returns {(() => void) | null}
 */
function focusIn(within) {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !within.contains(focused)) return null;
  const name = nameOf(focused);
  return () => {
    const same = [...within.querySelectorAll('a, button, section')].find((one) => nameOf(one) === name);
    if (same instanceof HTMLElement) same.focus({ preventScroll: true });
  };
}

/** @param {Element} control */
function nameOf(control) {
  const place = control.getAttribute('href') ?? control.getAttribute('aria-labelledby') ?? '';
  return control.matches('section')
    ? `section ${place}`
    : `${control.tagName} ${place} ${control.textContent}`;
}

/** @param {HTMLElement} page @param {string} text */
function say(page, text) {
  const state = page.querySelector('[data-live-state]');
  const clock = page.querySelector('[data-live-clock]');
  if (state === null || clock === null || state.firstChild === null) return;
  state.firstChild.textContent = text;
}

/** @param {HTMLElement} page @param {string} text */
function stopped(page, text) {
  say(page, text);
  page.dataset['stopped'] = '';
  const summary = page.querySelector('[data-live-summary]');
  if (summary !== null) summary.textContent = 'Dit scherm wordt niet meer bijgewerkt.';
}

/** @param {HTMLElement} page @param {string} selector @param {string} text */
function setText(page, selector, text) {
  const found = page.querySelector(selector);
  if (found !== null) found.textContent = text;
}

/**
 * Says aloud what changed, once a minute at most, and nothing for what was there when the page came.
 * @param {Element | null} place
 */
function talker(place) {
  /** @type {string | null} */
  let said = null;
  let saidAt = 0;
  /** @type {ReturnType<typeof setTimeout> | null} */
  let later = null;
  const speak = (/** @type {string} */ text) => {
    said = text;
    saidAt = Date.now();
    later = null;
    if (place !== null) place.textContent = text;
  };
  return (/** @type {string} */ text) => {
    if (said === null) {
      said = text;
      return;
    }
    if (later !== null) clearTimeout(later);
    later = null;
    if (text === said) return;
    const waiting = Math.max(0, saidAt + TALK_MILLISECONDS - Date.now());
    if (waiting === 0) speak(text);
    else later = setTimeout(speak, waiting, text);
  };
}
