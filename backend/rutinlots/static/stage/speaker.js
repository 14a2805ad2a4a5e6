// The speaker's notes: follow the demo in the other window, and lead it.

import {CHANNEL, keyed} from './channel.js';

const main = /** @type {HTMLElement} */ (document.querySelector('main'));
const channel = new BroadcastChannel(CHANNEL);
const {signal} = new AbortController(); // the page's own life
const began = Date.now();
/** @type {{title: string, text: string, close?: boolean}[]} */
let steps = [];

/** @param {string} id @param {string} text */
function put(id, text) {
  const element = document.getElementById(id);
  if (element && element.textContent !== text) element.textContent = text;
}

/** The button for that. @param {string} what */
const press = (what) => /** @type {HTMLButtonElement} */ (main.querySelector(`[data-do=${what}]`));

/** @param {number} at @param {number} said  the step whose words stand in the demo: the one before until the mail has left */
function show(at, said) {
  const step = steps[said];
  if (!step) return;
  const later = steps[said + 1];
  put('count', `Steg ${at + 1} av ${steps.length}`);
  press('back').disabled = at === 0;
  press('on').disabled = at + 1 === steps.length;
  put('now-title', step.title);
  put('now-text', step.text);
  put('next-title', later?.title ?? 'slut');
  const end = step.close === undefined ? 'Tryck Esc i visningen för att ta över och skicka själv.' : 'Esc i visningen avslutar den.';
  put('next-text', later?.text ?? end);
}

channel.addEventListener('message', ({data}) => {
  if (typeof data.at === 'number') show(data.at, data.said);
  if (data.over) put('count', 'Visningen är slut');
}, {signal});
document.addEventListener('click', ({target}) => {
  const pressed = target instanceof Element ? target.closest('button') : null;
  if (pressed?.dataset.do) channel.postMessage({do: pressed.dataset.do});
}, {signal});
addEventListener('keydown', (event) => {
  const wanted = keyed(event);
  if (!wanted || wanted === 'end') return; // a demo is not ended from here
  event.preventDefault();
  channel.postMessage({do: wanted});
}, {signal});
setInterval(() => {
  const seconds = Math.floor((Date.now() - began) / 1000);
  put('clock', `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`);
}, 1000);
const answer = await fetch(main.dataset.steps ?? '');
if (answer.ok) {
  steps = (await answer.json()).steps;
  show(0, 0);
  channel.postMessage({do: 'tell'});
}
