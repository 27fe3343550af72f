/* global document, localStorage */

// Keys for the interviewer: the key shown beside an answer chooses it, Enter goes on, Backspace goes back, ? lists them.
// Everything can also be done without these keys, and they can be switched off (WCAG 2.1.4).

const STORED_SWITCH = 'veldwerk.sneltoetsen';

const panel = document.querySelector('[data-shortcuts]');
const switchButton = document.querySelector('[data-shortcuts-switch]');
const hint = document.querySelector('[data-shortcuts-hint]');
const keyList = document.querySelector('dialog[data-shortcuts-list]');

let on = readSwitch();

if (panel instanceof HTMLElement && switchButton instanceof HTMLElement) {
  panel.hidden = false;
  showSwitch();
  switchButton.addEventListener('click', () => {
    on = !on;
    storeSwitch();
    showSwitch();
  });
}

document.querySelector('[data-shortcuts-open]')?.addEventListener('click', showList);

const typedAnswer = document.querySelector('[data-typed-answer]');

if (typedAnswer instanceof HTMLElement) {
  if (document.querySelectorAll('.veldwerk-question').length === 1) typedAnswer.focus();
  // What is typed takes the place of "weet niet".
  typedAnswer.addEventListener('input', () => {
    for (const choice of document.querySelectorAll('.veldwerk-answers--unread input:checked')) {
      if (choice instanceof HTMLInputElement) choice.checked = false;
    }
  });
}

document.addEventListener('keydown', (event) => {
  if (!on || event.defaultPrevented || isWithModifier(event) || isListOpen()) return;
  const act = ACTIONS[event.key];
  if (act !== undefined && (ALWAYS.includes(event.key) || !isTyping(event))) act(event);
  else if (act === undefined && !isTyping(event)) choose(event);
});

/** @type {Readonly<Record<string, (event: KeyboardEvent) => void>>} */
const ACTIONS = { Enter: goOn, Escape: leaveField, Backspace: goBack, '?': showList };

/** Keys that also work while text is typed. */
const ALWAYS = ['Enter', 'Escape'];

/** @param {KeyboardEvent} event */
function isWithModifier({ ctrlKey, altKey, metaKey, repeat }) {
  return ctrlKey || altKey || metaKey || repeat;
}

function isListOpen() {
  return keyList instanceof HTMLDialogElement && keyList.open;
}

/** @param {KeyboardEvent} event */
function goOn(event) {
  const target = event.target;
  // A button, a link or another text of several lines does with Enter what it always does.
  if (target instanceof Element && target.closest('a, button, summary, select')) return;
  if (target instanceof HTMLTextAreaElement && (event.shiftKey || target !== typedAnswer)) return;
  const next = document.querySelector('[data-key-next]');
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  if (next instanceof HTMLButtonElement) next.form?.requestSubmit(next);
  else next.click();
}

/** @param {KeyboardEvent} event */
function goBack(event) {
  const back = document.querySelector('[data-key-back]');
  if (!(back instanceof HTMLElement)) return;
  event.preventDefault();
  back.click();
}

/** Out of a text, so that the keys beside the answers work again. @param {KeyboardEvent} event */
function leaveField({ target }) {
  if (target instanceof HTMLElement && target.matches('input, textarea')) target.blur();
}

/** @param {Event} event */
function showList(event) {
  if (!(keyList instanceof HTMLDialogElement)) return;
  event.preventDefault();
  keyList.showModal();
}

/** @param {KeyboardEvent} event */
function choose(event) {
  const chosen = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!(chosen instanceof HTMLElement)) return;
  event.preventDefault();
  if (!(chosen instanceof HTMLButtonElement)) chosen.focus();
  chosen.click();
}

/** @param {KeyboardEvent} event */
function isTyping({ target, key }) {
  if (target instanceof HTMLInputElement) {
    const takesText = !['radio', 'checkbox', 'button', 'submit'].includes(target.type);
    const isLetterInNumber = target.inputMode === 'numeric' && /^[a-z]$/i.test(key);
    return takesText && !isLetterInNumber;
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function showSwitch() {
  if (switchButton) switchButton.textContent = on ? 'Sneltoetsen uitzetten' : 'Sneltoetsen aanzetten';
  if (hint instanceof HTMLElement) hint.hidden = !on;
  for (const line of document.querySelectorAll('[data-keys-hint]')) {
    if (line instanceof HTMLElement) line.hidden = !on;
  }
  document.documentElement.classList.toggle('veldwerk-no-keys', !on);
}

// Only whether the keys are on is kept in the browser, nothing about a person.
function readSwitch() {
  try {
    return localStorage.getItem(STORED_SWITCH) !== 'uit';
  } catch {
    return true;
  }
}

function storeSwitch() {
  try {
    localStorage.setItem(STORED_SWITCH, on ? 'aan' : 'uit');
  } catch {
    // Without storage the switch holds for this page only.
  }
}
