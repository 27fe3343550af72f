/* global document, fetch, location, setInterval, clearInterval */

// Goes on holding the case as long as a page about it is open, and says so when somebody else has it. A page that stays
// open for an hour without anything being sent is forgotten. Without this script the case stays with the interviewer for
// a quarter of an hour after everything that is sent.

const BEAT_MILLISECONDS = 2 * 60_000;
const BEATS = 30;

const casePath = /^\/fieldwork\/cases\/[^/]+/.exec(location.pathname)?.[0];
const token = document.querySelector('input[name="_csrf"]');

if (casePath !== undefined && token instanceof HTMLInputElement) hold(`${casePath}/hold`, token.value);

/** @param {string} action @param {string} csrf */
function hold(action, csrf) {
  const say = makeNotice();
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
    void beat(action, csrf).then(({ message, isOver }) => {
      if (message !== undefined) say(message ?? '');
      if (isOver) clearInterval(timer);
    });
    if (beats === BEATS) clearInterval(timer);
  }, BEAT_MILLISECONDS);
}

/**
 * @param {string} action @param {string} csrf
 * @returns {Promise<{ message?: string | null, isOver: boolean }>} without a message when the server did not answer
 */
async function beat(action, csrf) {
  try {
    const response = await fetch(action, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: csrf }),
      // Nobody stays signed in by it.
      headers: { 'veldwerk-unattended': '1' },
      redirect: 'manual',
    });
    if (response.status === 401 || response.status === 403) {
      return {
        message: 'U bent afgemeld. Meld u opnieuw aan om verder te gaan met deze casus.',
        isOver: true,
      };
    }
    if (!response.ok) return { isOver: false };
    const answer = /** @type {unknown} */ (await response.json());
    return /** @type {{ message: string | null, isOver: boolean }} */ (answer);
  } catch {
    return { isOver: false };
  }
}

function makeNotice() {
  const place = document.createElement('div');
  place.className = 'veldwerk-connection veldwerk-connection--case';
  place.setAttribute('role', 'alert');
  return (/** @type {string} */ text) => {
    if (place.textContent === text) return;
    place.textContent = text;
    if (text === '') place.remove();
    else document.querySelector('.veldwerk-flash')?.after(place);
  };
}

export {};
