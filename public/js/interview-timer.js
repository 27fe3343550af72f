/* global document, setInterval */

import { clockText } from './clock-text.js';

// Counts how long the interview takes. Without this script the time of the questions that were asked stands there.

const timer = document.querySelector('[data-seconds-so-far]');

if (timer instanceof HTMLElement) {
  const before = Number(timer.dataset['secondsSoFar']) * 1000;
  const shownAt = Date.now();
  const show = () => {
    timer.textContent = clockText(before + Date.now() - shownAt);
  };
  show();
  setInterval(show, 1000);
}
