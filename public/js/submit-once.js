/* global document, window */

// Sends a form once, however often the button is pressed. A form whose answer is a download stays on the
// screen and says so with `data-repeatable`.

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || 'repeatable' in form.dataset) return;
  if ('sent' in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset['sent'] = '';
  form.setAttribute('aria-busy', 'true');
});

// The browser may show the page again as it was, when the user goes back to it.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    form.removeAttribute('data-sent');
    form.removeAttribute('aria-busy');
  }
});
