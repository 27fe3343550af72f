/* global document, window, BroadcastChannel, setInterval, clearInterval */

import { clockText } from './clock-text.js';
import { askPass, isBegun, loadSdk } from './softphone-server.js';

// The telephone of an interviewer. It has a window of its own, so that a call goes on while pages change. The browser
// knows the key of a call and never the number: the server gives the number to the telephone provider.

const panel = document.querySelector('[data-softphone]');
const channel = new BroadcastChannel('veldwerk-telefoon');

const TEXTS = {
  ready: 'De telefoon is klaar.',
  connecting: 'Verbinden…',
  ringing: 'De telefoon gaat over.',
  talking: 'In gesprek.',
  ended: 'Opgehangen.',
  begun: 'Dit telefoontje is al begonnen.',
  refused: 'Bellen kan nu niet.',
  no_microphone: 'De browser mag de microfoon niet gebruiken.',
  failed: 'De verbinding met de telefoondienst lukt niet.',
};

/** @type {Partial<Record<State, string>>} */
const HELP = {
  begun: 'Viel de verbinding weg? Druk dan op Opnieuw bellen.',
  refused: 'Leg bij de casus vast wat er van het telefoontje kwam.',
  no_microphone: 'Klik op het slotje naast het adres, sta de microfoon toe en druk op Bellen.',
  failed: 'Probeer het opnieuw, of kies bij de casus voor Met de hand bellen.',
};

/** The server's word for a call that may not be made (any more). */
const CONFLICT = 409;

/** @typedef {keyof typeof TEXTS} State */

/** @type {State} */
let state = 'ready';
let callId = panel instanceof HTMLElement ? (panel.dataset['call'] ?? '') : '';
/**
 * The parts of the provider's script that are used here.
 * @typedef {{ on(event: string, listener: (error?: unknown) => void): void, disconnect(): void, mute(on: boolean): void }} Connection
 * @typedef {{ on(event: string, listener: (error?: unknown) => void): void, updateToken(token: string): void,
 *   connect(options: { params: Record<string, string> }): Promise<Connection> }} Device
 * @typedef {{ Twilio?: { Device: new (token: string, options: object) => Device } }} WithProvider
 * @typedef {import('./softphone-server.js').Pass} Pass
 * @typedef {{ kind: 'dial', callId: string } | { kind: 'mute' } | { kind: 'hang_up' }} PanelMessage
 */

/** @type {Device | null} */
let device = null;
/** @type {Connection | null} */
let connection = null;
/** Counts what was begun and ended: an answer that comes after somebody hung up is of another number. */
let attempt = 0;
/** The provider's script makes one connection at a time. */
let lastAttempt = Promise.resolve();
let isMuted = false;
/** Calls that were dialled from this window: reloading the other page does not dial again. */
const dialled = new Set();
/** @type {ReturnType<typeof setInterval> | null} */
let clock = null;

if (panel instanceof HTMLElement) {
  part('dial')?.addEventListener('click', dial);
  part('mute')?.addEventListener('click', toggleMute);
  part('hang-up')?.addEventListener('click', hangUp);
  channel.addEventListener('message', (event) => {
    hear(event.data);
  });
  window.addEventListener('pagehide', hangUp);
  go('ready');
  channel.postMessage({ kind: 'phone_opened' });
}

/** @param {unknown} data */
function hear(data) {
  const message = /** @type {PanelMessage} */ (data);
  if (message.kind === 'dial') void take(message.callId);
  else if (message.kind === 'mute') toggleMute();
  else hangUp();
}

/**
 * Takes up the call that another page is about. It is dialled by itself once: a window that was closed meanwhile knows
 * nothing of the connection that it made.
 * @param {string} wanted
 */
async function take(wanted) {
  if (dialled.has(wanted)) {
    tell();
  } else if (isBusy()) {
    say('Er loopt nog een ander gesprek. Hang eerst op.');
    tell();
  } else {
    callId = wanted;
    dialled.add(wanted);
    const hasBegun = await isBegun(wanted);
    if (callId !== wanted || isBusy()) return;
    if (hasBegun) go('begun');
    else dial();
  }
}

function dial() {
  if (isBusy() || callId === '') return;
  dialled.add(callId);
  attempt += 1;
  const mine = attempt;
  go('connecting');
  lastAttempt = lastAttempt.then(() => (mine === attempt ? connect(mine) : undefined));
}

/**
 * Whoever hangs up before there is a connection must not ring anybody after all.
 * @param {number} mine
 */
async function connect(mine) {
  try {
    await loadSdk();
    const pass = await askPass(callId);
    if (mine !== attempt) return;
    if (device === null) device = newDevice(pass);
    else device.updateToken(pass.token);
    const made = await device.connect({ params: { call: callId } });
    if (mine !== attempt) {
      made.disconnect();
      return;
    }
    connection = made;
    follow(made);
  } catch (error) {
    if (mine === attempt) fail(error);
  }
}

/** @param {Connection} call */
function follow(call) {
  call.on('ringing', () => {
    go('ringing');
  });
  call.on('accept', () => {
    startClock();
    go('talking');
  });
  for (const event of ['disconnect', 'cancel', 'reject']) {
    call.on(event, () => {
      if (connection === call) end('ended');
    });
  }
  call.on('error', fail);
}

/** @param {Pass} pass */
function newDevice(pass) {
  const silence = '/sounds/silence.wav';
  const names = ['incoming', 'outgoing', 'disconnect', 'dtmfs', 'dtmfh'];
  for (let digit = 0; digit <= 9; digit += 1) names.push(`dtmf${String(digit)}`);
  const { Twilio } = /** @type {WithProvider} */ (window);
  if (Twilio === undefined) throw new Error('no sdk');
  const made = new Twilio.Device(pass.token, {
    edge: pass.edge,
    closeProtection: 'Het gesprek stopt als u dit venster sluit.',
    // Nothing is fetched from the provider's own pages, and nothing is reported to it about this computer.
    sounds: Object.fromEntries(names.map((name) => [name, silence])),
    publishEvents: false,
    tokenRefreshMs: 60_000,
  });
  made.on('tokenWillExpire', () => void renew(made));
  made.on('error', fail);
  return made;
}

/** @param {Device} ofDevice */
async function renew(ofDevice) {
  try {
    ofDevice.updateToken((await askPass(callId)).token);
  } catch {
    // The conversation goes on; only a new connection needs a new token.
  }
}

/** @param {unknown} error */
function fail(error) {
  const { name, code, status } = /** @type {{ name?: string, code?: number, status?: number }} */ (
    error ?? {}
  );
  // 31401 and 31402: the user, or the computer, does not give the microphone.
  const isMicrophone = name === 'NotAllowedError' || code === 31401 || code === 31402;
  if (isMicrophone) end('no_microphone');
  else end(status === CONFLICT ? 'refused' : 'failed');
}

/** @param {State} next */
function end(next) {
  attempt += 1;
  const last = connection;
  connection = null;
  last?.disconnect();
  isMuted = false;
  stopClock();
  go(next);
}

function hangUp() {
  if (isBusy()) end('ended');
}

function toggleMute() {
  if (connection === null || state !== 'talking') return;
  isMuted = !isMuted;
  connection.mute(isMuted);
  go(state);
}

function isBusy() {
  return ['connecting', 'ringing', 'talking'].includes(state);
}

/** @param {State} next */
function go(next) {
  state = next;
  showControls();
  say(isMuted ? `${TEXTS[next]} Uw microfoon staat uit.` : TEXTS[next]);
  tell();
}

function showControls() {
  const help = part('help');
  const text = HELP[state] ?? '';
  if (help) [help.hidden, help.textContent] = [text === '', text];
  show('dial', !isBusy() && callId !== '' && state !== 'refused');
  show('mute', state === 'talking');
  show('hang-up', isBusy());
  part('mute')?.setAttribute('aria-pressed', String(isMuted));
  const again = part('dial');
  if (again) again.textContent = dialled.has(callId) ? 'Opnieuw bellen' : 'Bellen';
}

/** @param {string} text */
function say(text) {
  const place = part('state');
  if (place && place.textContent !== text) place.textContent = text;
}

function tell() {
  const text = part('state')?.textContent ?? '';
  channel.postMessage({ kind: 'state', text, isOnLine: isBusy(), isMuted });
}

function startClock() {
  const since = Date.now();
  const place = part('time');
  if (!place) return;
  place.hidden = false;
  clock = setInterval(() => {
    place.textContent = clockText(Date.now() - since);
  }, 1000);
}

function stopClock() {
  if (clock !== null) clearInterval(clock);
  clock = null;
}

/** @param {string} name */
function part(name) {
  const found = panel?.querySelector(`[data-phone-${name}]`);
  return found instanceof HTMLElement ? found : null;
}

/**
 * @param {string} name
 * @param {boolean} isShown
 */
function show(name, isShown) {
  const control = part(name);
  if (control) control.hidden = !isShown;
}
