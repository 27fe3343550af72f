/* global document, window, fetch, URLSearchParams */

// What the telephone window asks of our own server.

/** @typedef {{ token: string, edge: string }} Pass */

/**
 * Whether a connection was made for a call. What is not known is asked once more by whoever dials.
 * @param {string} call
 * @returns {Promise<boolean>}
 */
export async function isBegun(call) {
  const answer = await fetch(`/telephony/calls/${encodeURIComponent(call)}`).catch(() => null);
  if (answer?.ok !== true) return false;
  const line = /** @type {unknown} */ (await answer.json());
  return /** @type {{ isBegun: boolean }} */ (line).isBegun;
}

/**
 * With what the browser makes one call.
 * @param {string} call
 * @returns {Promise<Pass>}
 */
export async function askPass(call) {
  const csrf = document.querySelector('[data-softphone] input[name="_csrf"]');
  const body = new URLSearchParams({
    call,
    _csrf: csrf instanceof HTMLInputElement ? csrf.value : '',
  });
  const answer = await fetch('/telephony/token', { method: 'POST', body });
  if (!answer.ok) throw Object.assign(new Error('no pass'), { status: answer.status });
  /** @type {unknown} */
  const pass = await answer.json();
  return /** @type {Pass} */ (pass);
}

/**
 * The provider's script, once.
 * @returns {Promise<void>}
 */
export function loadSdk() {
  if ('Twilio' in window) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/telephony/voice-sdk.js';
    script.addEventListener('load', () => {
      resolve();
    });
    script.addEventListener('error', () => {
      reject(new Error('no sdk'));
    });
    document.head.append(script);
  });
}
