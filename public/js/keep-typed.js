/* global document, localStorage, location, Event */

// Keeps what is typed in a form until it is saved, so that a closed tab or a lost connection loses nothing. For texts
// of a questionnaire only: never on a form about a person.

const form = document.querySelector('form[data-keep-typed]');

if (form instanceof HTMLFormElement) {
  const key = `veldwerk.concept:${location.pathname}`;
  // Says which state of the question the form is about: what was saved since is newer than what was typed.
  const mark = form.dataset['keepTyped'] ?? '';
  if ('typed' in form.dataset) store(key, { mark, fields: typed(form) });
  else restore(form, key, mark);
  form.addEventListener('input', () => {
    store(key, { mark, fields: typed(form) });
  });
  for (const link of document.querySelectorAll('[data-forget-typed]')) {
    link.addEventListener('click', () => {
      store(key, null);
    });
  }
}

/** @param {HTMLFormElement} form */
function typed(form) {
  const names = ['_csrf', 'revision'];
  return [...new FormData(form)].filter(
    ([name, value]) => !names.includes(name) && typeof value === 'string',
  );
}

/** @param {HTMLFormElement} form @param {string} key @param {string} mark */
function restore(form, key, mark) {
  const kept = read(key);
  if (kept === null) return;
  if (kept.mark !== mark) {
    store(key, null);
    return;
  }
  if (JSON.stringify(kept.fields) === JSON.stringify(typed(form))) return;
  fill(form, new Map(kept.fields));
  const notice = document.querySelector('[data-kept]');
  if (notice instanceof HTMLElement) notice.hidden = false;
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {HTMLFormElement} form @param {Map<string, string>} fields */
function fill(form, fields) {
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

/** @param {string} key @returns {{ mark: string, fields: [string, string][] } | null} */
function read(key) {
  try {
    const kept = /** @type {unknown} */ (JSON.parse(localStorage.getItem(key) ?? 'null'));
    return /** @type {{ mark: string, fields: [string, string][] } | null} */ (kept);
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
