/* global document, setInterval */

import { clockText } from './clock-text.js';

// Counts how long ago a number was dialled. Without this script the moment of dialling stands there.

const timer = document.querySelector('time[data-timer]');

if (timer instanceof HTMLTimeElement) {
  const since = Date.parse(timer.dateTime);
  const text = timer.textContent;
  const show = () => {
    timer.textContent = `${text} · ${clockText(Date.now() - since)}`;
  };
  show();
  setInterval(show, 1000);
}
