/* global document, localStorage, location, history, Event */

// Keeps what is typed in a form until it is saved, so that a closed tab or a lost connection loses nothing. For texts
// of a questionnaire only: never on a form about a person.

const PREFIX = 'veldwerk.concept:';

forgetSaved();
const form = document.querySelector('form[data-keep-typed]');

if (form instanceof HTMLFormElement) {
  const key = `${PREFIX}${location.pathname}`;
  // Says which state of the part the form is about: what was saved since is newer than what was typed.
  const mark = form.dataset['keepTyped'] ?? '';
  const keep = (isSent = false) => {
    store(key, { mark, fields: typed(form), isSent });
  };
  if ('typed' in form.dataset) keep();
  else restore(form, key, mark);
  form.addEventListener('input', () => {
    keep();
  });
  // Buttons that only show the form again, such as moving a row, send what is typed; it is not saved by that.
  form.addEventListener('submit', ({ submitter }) => {
    const then = submitter instanceof HTMLButtonElement ? submitter.value : '';
    keep(['', 'stay', 'next'].includes(then));
  });
  for (const link of document.querySelectorAll('[data-forget-typed]')) {
    link.addEventListener('click', () => {
      store(key, null);
    });
  }
}

/** @param {HTMLFormElement} form */
function typed(form) {
  const names = ['_csrf', 'revision', 'mark'];
  return [...new FormData(form)].filter(
    ([name, value]) => !names.includes(name) && typeof value === 'string',
  );
}

/**
 * The page that follows on a save says which form arrived. Until then a sent form may be lost on the way, and what was
 * typed is kept.
 */
function forgetSaved() {
  const address = new URL(location.href);
  const saved = address.searchParams.get('saved');
  if (saved === null) return;
  for (const key of keptKeys()) {
    const kept = read(key);
    if (kept?.isSent && kept.mark === saved) store(key, null);
  }
  address.searchParams.delete('saved');
  history.replaceState(history.state, '', address);
}

function keptKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** @param {HTMLFormElement} form @param {string} key @param {string} mark */
function restore(form, key, mark) {
  const kept = read(key);
  if (kept === null) return;
  if (JSON.stringify(kept.fields) === JSON.stringify(typed(form))) {
    store(key, null);
  } else if (kept.mark === mark) {
    fill(form, new Map(kept.fields));
    show('[data-kept]');
  } else {
    offer(form, key, kept);
  }
}

/**
 * Somebody changed the part after one typed: shows what is saved, and gives back what was typed when asked.
 * @param {HTMLFormElement} form @param {string} key @param {Kept} kept
 */
function offer(form, key, kept) {
  const notice = show('[data-kept-older]');
  const done = () => {
    if (notice !== null) notice.hidden = true;
  };
  notice?.querySelector('[data-restore-typed]')?.addEventListener('click', () => {
    fill(form, new Map(kept.fields));
    done();
  });
  notice?.querySelector('[data-drop-typed]')?.addEventListener('click', () => {
    store(key, null);
    done();
  });
}

/** @param {string} selector @returns {HTMLElement | null} */
function show(selector) {
  const notice = document.querySelector(selector);
  if (!(notice instanceof HTMLElement)) return null;
  notice.hidden = false;
  return notice;
}

/**
 * Puts what was kept in the form. When it has rows that the page does not show, the server shows the form with them.
 * @param {HTMLFormElement} form @param {Map<string, string>} fields
 */
function fill(form, fields) {
  const unshown = [...fields].filter(
    ([name, value]) => value !== '' && form.elements.namedItem(name) === null,
  );
  if (unshown.some(([name]) => name !== 'then')) {
    for (const [name, value] of [...unshown, ['then', 'restore']]) {
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    fillShown(form, fields);
    form.submit();
    return;
  }
  fillShown(form, fields);
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {HTMLFormElement} form @param {Map<string, string>} fields */
function fillShown(form, fields) {
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && element.type === 'checkbox') {
      element.checked = fields.has(element.name);
    } else if (isText(element) && fields.has(element.name)) {
      element.value = fields.get(element.name) ?? '';
    }
  }
}

/** @param {Element} element @returns {element is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */
function isText(element) {
  if (element instanceof HTMLInputElement) return element.type !== 'hidden';
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

/** @typedef {{ mark: string, fields: [string, string][], isSent?: boolean }} Kept */

/** @param {string} key @returns {Kept | null} */
function read(key) {
  try {
    const kept = /** @type {unknown} */ (JSON.parse(localStorage.getItem(key) ?? 'null'));
    return /** @type {Kept | null} */ (kept);
  } catch {
    return null;
  }
}

/** @param {string} key @param {unknown} value */
function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage the form works, and keeps nothing.
  }
}
