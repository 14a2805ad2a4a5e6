// The speaker's notes: follow the demo in the other window, and lead it.

import {CHANNEL, keyed} from './channel.js';

const main = /** @type {HTMLElement} */ (document.querySelector('main'));
const channel = new BroadcastChannel(CHANNEL);
const {signal} = new AbortController(); // the page's own life
const began = Date.now();
/** @type {{title: string, text: string}[]} */
let steps = [];

/** @param {string} id @param {string} text */
function put(id, text) {
  const element = document.getElementById(id);
  if (element && element.textContent !== text) element.textContent = text;
}

/** @param {number} at */
function show(at) {
  const step = steps[at];
  if (!step) return;
  const later = steps[at + 1];
  put('count', `Steg ${at + 1} av ${steps.length}`);
  put('now-title', step.title);
  put('now-text', step.text);
  put('next-title', later?.title ?? 'slut');
  put('next-text', later?.text ?? 'Tryck Esc i visningen för att ta över och skicka själv.');
}

channel.addEventListener('message', ({data}) => {
  if (typeof data.at === 'number') show(data.at);
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
  show(0);
  channel.postMessage({do: 'tell'});
}
