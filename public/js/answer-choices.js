/* global document */

// Answers that exclude each other, and the words that belong to "anders, namelijk". The server checks both again.

const answered = document.querySelector('form[data-answers]');

if (answered instanceof HTMLFormElement) {
  answered.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.checked) return;
    if (target.type === 'checkbox') clearWhatCannotGoWith(answered, target);
    if ('asksText' in target.dataset) otherField(answered)?.focus();
  });
  answered.addEventListener('input', ({ target }) => {
    if (target !== otherField(answered)) return;
    const other = answered.querySelector('[data-asks-text]');
    if (other instanceof HTMLInputElement && !other.checked) {
      other.checked = true;
      clearWhatCannotGoWith(answered, other);
    }
  });
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} chosen */
function clearWhatCannotGoWith(form, chosen) {
  for (const box of form.querySelectorAll('input[type="checkbox"]:checked')) {
    if (!(box instanceof HTMLInputElement) || box === chosen) continue;
    if ('exclusive' in chosen.dataset || 'exclusive' in box.dataset) box.checked = false;
  }
}

/** @param {HTMLFormElement} form */
function otherField(form) {
  const field = form.elements.namedItem('other');
  return field instanceof HTMLInputElement ? field : null;
}
