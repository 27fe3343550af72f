/* global document, window */

// A button that prints; without this script the browser's own menu does it.

const actions = document.querySelector('[data-print-actions]');
if (actions instanceof HTMLElement) actions.hidden = false;
document.querySelector('[data-print]')?.addEventListener('click', () => {
  window.print();
});
