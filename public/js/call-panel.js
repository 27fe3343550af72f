/* global document, BroadcastChannel, setTimeout, fetch */

// The call page beside the telephone window: asks it to dial, shows what it does, and passes on mute and hang up.

/**
 * What the telephone window says of itself.
 * @typedef {{ kind: 'phone_opened' } | { kind: 'state', text: string, isOnLine: boolean, isMuted: boolean }} PhoneMessage
 */

/** @typedef {{ result: string | null, suggestion: string | null, label: string | null, isOverAtDesk: boolean }} LineReport */

/** @type {LineReport} */
const NOTHING_YET = { result: null, suggestion: null, label: null, isOverAtDesk: false };

const panel = document.querySelector('[data-line]');
const callId = panel instanceof HTMLElement ? (panel.dataset['line'] ?? '') : '';
const isBrowser = panel instanceof HTMLElement && panel.dataset['lineMode'] === 'browser';

const ANSWER_MILLISECONDS = 800;
const REPORT_TRIES = 20;
const REPORT_MILLISECONDS = 3000;

const channel = new BroadcastChannel('veldwerk-telefoon');
const state = document.querySelector('[data-line-state]');
const controls = document.querySelector('[data-line-controls]');
const closed = document.querySelector('[data-line-closed]');
const mute = document.querySelector('[data-line-mute]');

let isPhoneOpen = false;
let hasSuggestion = false;

if (isBrowser) {
  if (closed instanceof HTMLElement) closed.hidden = true;
  channel.addEventListener('message', (event) => {
    hear(event.data);
  });
  channel.postMessage({ kind: 'dial', callId });
  setTimeout(() => {
    if (isPhoneOpen || hasSuggestion) return;
    say('De telefoon staat nog niet open.');
    if (closed instanceof HTMLElement) closed.hidden = false;
  }, ANSWER_MILLISECONDS);
  mute?.addEventListener('click', () => {
    channel.postMessage({ kind: 'mute' });
  });
  const hangUp = () => {
    channel.postMessage({ kind: 'hang_up' });
  };
  document.querySelector('[data-line-hang-up]')?.addEventListener('click', hangUp);
  document.querySelector('[data-line-by-hand]')?.addEventListener('submit', hangUp);
}

if (callId !== '') void watchLine(REPORT_TRIES);

/** @param {unknown} data */
function hear(data) {
  const message = /** @type {PhoneMessage} */ (data);
  if (message.kind === 'phone_opened') {
    channel.postMessage({ kind: 'dial', callId });
    return;
  }
  isPhoneOpen = true;
  if (closed instanceof HTMLElement) closed.hidden = true;
  say(message.text);
  if (controls instanceof HTMLElement) controls.hidden = !message.isOnLine;
  if (mute?.firstChild) mute.firstChild.textContent = message.isMuted ? 'Microfoon aan ' : 'Microfoon uit ';
}

/** @param {string} text */
function say(text) {
  if (state instanceof HTMLElement && state.textContent !== text) state.textContent = text;
}

/**
 * What the provider reports of the line points to an outcome, which then stands out. The interviewer decides.
 * @param {number} triesLeft
 */
async function watchLine(triesLeft) {
  if (triesLeft === 0) return;
  const answer = await fetch(`/telephony/calls/${encodeURIComponent(callId)}`).catch(() => null);
  if (answer !== null && !answer.ok) return;
  /** @type {unknown} */
  const read = answer === null ? NOTHING_YET : await answer.json();
  if (!heed(/** @type {LineReport} */ (read))) {
    setTimeout(() => void watchLine(triesLeft - 1), REPORT_MILLISECONDS);
  }
}

/**
 * @param {LineReport} report
 * @returns {boolean} whether there is nothing more to wait for
 */
function heed({ isOverAtDesk, suggestion, label, result }) {
  if (isOverAtDesk && state instanceof HTMLElement) say(state.dataset['overAtDesk'] ?? '');
  else if (suggestion !== null) suggest(suggestion, label ?? '');
  return isOverAtDesk || suggestion !== null || result === 'answered';
}

/**
 * @param {string} code
 * @param {string} label
 */
function suggest(code, label) {
  const button = document.querySelector(`button[name="code"][value="${CSS.escape(code)}"]`);
  if (!(button instanceof HTMLElement)) return;
  hasSuggestion = true;
  button.classList.replace('utrecht-button--secondary-action', 'utrecht-button--primary-action');
  say(`De telefoondienst meldt: ${label.toLowerCase()}. U beslist wat u vastlegt.`);
}

export {};
