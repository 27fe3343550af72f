/* global document, localStorage, location */

// Keeps what is typed in a form until it is sent, so that a closed tab loses nothing. For texts of a questionnaire
// only: never on a form about a person.

const form = document.querySelector('form[data-keep-typed]');

if (form instanceof HTMLFormElement) {
  const key = `veldwerk.concept:${location.pathname}`;
  const revision = form.dataset['keepTyped'] ?? '';
  restore(form, key, revision);
  form.addEventListener('input', () => {
    store(key, { revision, fields: typed(form) });
  });
  form.addEventListener('submit', () => {
    store(key, null);
  });
}

/** @param {HTMLFormElement} form */
function typed(form) {
  const names = ['_csrf', 'revision'];
  return [...new FormData(form)].filter(
    ([name, value]) => !names.includes(name) && typeof value === 'string',
  );
}

/** @param {HTMLFormElement} form @param {string} key @param {string} revision */
function restore(form, key, revision) {
  const kept = read(key);
  // A draft that went on without this form is newer than what was typed.
  if (kept?.revision !== revision) return;
  const fields = new Map(kept.fields);
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

/** @param {string} key @returns {{ revision: string, fields: [string, string][] } | null} */
function read(key) {
  try {
    const kept = /** @type {unknown} */ (JSON.parse(localStorage.getItem(key) ?? 'null'));
    return /** @type {{ revision: string, fields: [string, string][] } | null} */ (kept);
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
