/* global document, fetch, location, navigator, setTimeout, clearTimeout, window */

// Sends the answer and goes on when the server has it. Without a connection the answer stays on the screen, the page says
// so and keeps trying; the server takes the same answer once, however often it comes. Nothing is stored in the browser.

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;

const answerForm = document.querySelector('form[data-save-answer]');

if (answerForm instanceof HTMLFormElement) {
  const notice = makeNotice(answerForm);
  let isSending = false;
  answerForm.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(answerForm, event.submitter)) {
      if (typeof value === 'string') body.append(name, value);
    }
    const submitter = event.submitter;
    void keepSending(answerForm, body, notice).then((outcome) => {
      if (outcome.kind === 'saved') location.assign(outcome.next);
      else if (outcome.kind === 'show') sendAsPage(answerForm, submitter);
      else {
        isSending = false;
        delete answerForm.dataset['sent'];
        answerForm.removeAttribute('aria-busy');
        answerForm.inert = false;
        notice.say(
          'Het opslaan is niet gelukt door een fout in het programma. Uw antwoord staat nog op het scherm: probeer het opnieuw.',
        );
      }
    });
  });
  // The browser may show the page again as it was, when the user goes back to it.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  window.addEventListener('offline', () => {
    notice.say('Er is nu geen verbinding. Uw antwoord blijft op het scherm staan.');
  });
  window.addEventListener('online', () => {
    if (!isSending) notice.clear();
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} body
 * @param {{ say: (text: string) => void, clear: () => void }} notice
 * @returns {Promise<{ kind: 'saved', next: string } | { kind: 'show' } | { kind: 'failed' }>}
 */
async function keepSending(form, body, notice) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await sendOnce(form, body);
    if (answer.kind !== 'unreachable') return answer;
    // What was sent and what is on the screen stay the same.
    form.inert = true;
    const times = attempt === 1 ? '1 keer' : `${String(attempt)} keer`;
    notice.say(
      `De verbinding is weg. Uw antwoord staat nog op het scherm en wordt opgeslagen zodra het kan (${times} geprobeerd). U hoeft niets te doen.`,
    );
    await pause(Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS));
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} body
 * @returns {Promise<{ kind: 'saved', next: string } | { kind: 'show' } | { kind: 'failed' } | { kind: 'unreachable' }>}
 */
async function sendOnce(form, body) {
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      redirect: 'manual',
    });
    if ([502, 503, 504].includes(response.status)) return { kind: 'unreachable' };
    if (response.status >= 500) return { kind: 'failed' };
    const isAnswer = response.ok && (response.headers.get('content-type') ?? '').includes('json');
    if (!isAnswer) return { kind: 'show' };
    const answer = /** @type {unknown} */ (await response.json());
    const { next } = /** @type {{ next: string | null }} */ (answer);
    return next === null ? { kind: 'show' } : { kind: 'saved', next };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Sends the form as a browser does, so that the page that answers is shown. @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function sendAsPage(form, submitter) {
  if (submitter instanceof HTMLButtonElement && submitter.name !== '') {
    const pressed = document.createElement('input');
    pressed.type = 'hidden';
    pressed.name = submitter.name;
    pressed.value = submitter.value;
    form.append(pressed);
  }
  form.submit();
}

/** Waits, or goes on as soon as the browser has a connection again. @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
    function done() {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve(undefined);
    }
  });
}

/** @param {HTMLFormElement} form */
function makeNotice(form) {
  const place = document.createElement('div');
  place.className = 'veldwerk-connection';
  place.setAttribute('role', 'status');
  form.before(place);
  if (!navigator.onLine) place.textContent = 'Er is nu geen verbinding.';
  return {
    /** @param {string} text */
    say(text) {
      place.textContent = text;
    },
    clear() {
      place.textContent = '';
    },
  };
}
