/* global document */

// Coding with the keyboard: the field is ready to type in, shows what the numbers mean, and finds a code by a part of its
// name. Without this script the numbers are typed as they stand in the list.

const codesField = document.querySelector('[data-coding] [name="codes"]');
const chosenLine = document.querySelector('[data-chosen-codes]');
const listedCodes = [...document.querySelectorAll('[data-code-list] [data-code]')].filter(
  (item) => item instanceof HTMLElement,
);

if (codesField instanceof HTMLInputElement) {
  codesField.focus();
  codesField.setSelectionRange(codesField.value.length, codesField.value.length);
  codesField.addEventListener('input', showMeaning);
  codesField.addEventListener('keydown', (event) => {
    if (event.isComposing || event.repeat) return;
    if (event.key === 'Enter' && takeFound()) event.preventDefault();
    if (event.key === 'Backspace' && codesField.value === '') goToPrevious(event);
  });
  for (const hint of document.querySelectorAll('[data-coding-hint]')) {
    if (hint instanceof HTMLElement) hint.hidden = false;
  }
  showMeaning();
}

/** @param {KeyboardEvent} event */
function goToPrevious(event) {
  const previous = document.querySelector('[data-previous-answer]');
  if (!(previous instanceof HTMLElement)) return;
  event.preventDefault();
  previous.click();
}

/** The letters that somebody searches by: what is no number at the end of the field. */
function searchedFor() {
  if (!(codesField instanceof HTMLInputElement)) return '';
  return (/[^\d\s,;+?][^,;+?]*$/u.exec(codesField.value)?.[0] ?? '').trim().toLowerCase();
}

/** @param {HTMLElement} item */
function isFound(item) {
  const searched = searchedFor();
  return searched === '' || (item.dataset['label'] ?? '').toLowerCase().includes(searched);
}

/** Puts the number of the only code that is found in the place of the letters. */
function takeFound() {
  const searched = searchedFor();
  if (searched === '' || !(codesField instanceof HTMLInputElement)) return false;
  const found = listedCodes.filter(isFound);
  if (found.length !== 1) {
    if (chosenLine)
      chosenLine.textContent = found.length === 0 ? 'Geen code gevonden.' : 'Typ verder: er zijn er meer.';
    return true;
  }
  codesField.value = `${codesField.value.slice(0, codesField.value.length - searched.length)}${found[0]?.dataset['code'] ?? ''} `;
  showMeaning();
  return true;
}

function showMeaning() {
  if (!(codesField instanceof HTMLInputElement)) return;
  const numbers = codesField.value.split(/[\s,;+?]+/u);
  for (const item of listedCodes) {
    item.hidden = !isFound(item);
    item.toggleAttribute('data-chosen', numbers.includes(item.dataset['code'] ?? ''));
  }
  const labels = listedCodes
    .filter((item) => item.hasAttribute('data-chosen'))
    .map((item) => item.dataset['label']);
  if (chosenLine) chosenLine.textContent = labels.join(' · ');
}
