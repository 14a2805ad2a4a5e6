// The stage's own part of its page: runs the extension's modules with another transport, and follows what is sent.

import {createClient} from './client.js';
import {playDemo} from './demo.js';

const bar = /** @type {HTMLElement} */ (document.getElementById('stage-bar'));
let last = ''; // the ticket that a mail left last
const base = document.documentElement.dataset.base ?? '';

async function guide() {
  const {start, createFreshdesk, createOverlay, createPreferences} = await import(/* no part of this script */ bar.dataset.modules ?? '');
  const {signal} = new AbortController(); // the page's own life
  const here = `${location.origin}/api/`;
  const there = `${location.origin}${base}/api/`;
  start({
    page: createFreshdesk({
      document,
      signal,
      base,
      fetch: (/** @type {string} */ path, /** @type {object} */ how) => fetch(path.replace(here, there), how),
    }),
    client: createClient(bar.dataset.transport ?? ''),
    overlay: (/** @type {any} */ actions) => createOverlay({parent: document.documentElement, actions, inspectable: true, signal}),
    preferences: await createPreferences(passing()),
    signal,
  });
}

/** A storage that ends with the tab. */
function passing() {
  return {
    get: async (/** @type {string} */ key) => JSON.parse(sessionStorage.getItem(`rutinlots:${key}`) ?? 'null') ?? undefined,
    keep: async (/** @type {string} */ key, /** @type {any} */ value) =>
      sessionStorage.setItem(`rutinlots:${key}`, JSON.stringify(value)),
  };
}

function sent() {
  if (logged?.dataset.each) logged.value = ''; // the next ticket is another
  const done = document.getElementById('done');
  if (!done) return;
  done.classList.add('ready');
  const status = document.getElementById('stage-status');
  if (status) status.textContent = 'Skickat. Se hur det gick, längst upp på sidan.';
}

const logged = /** @type {HTMLSelectElement|null} */ (document.getElementById('logged'));
logged?.addEventListener('change', () => {
  const token = /** @type {HTMLInputElement} */ (bar.querySelector('[name=form_token]')).value;
  const ticket = logged.dataset.each ? /\/tickets\/(\d+)$/.exec(location.pathname)?.[1] ?? last : '';
  const body = new URLSearchParams({form_token: token, logged: logged.value, ticket});
  fetch(logged.dataset.to ?? '', {method: 'POST', body, keepalive: true});
});
document.addEventListener('freshdesk:sent', sent);
document.addEventListener('freshdesk:sent', () => { last = /\/tickets\/(\d+)$/.exec(location.pathname)?.[1] ?? ''; });
if (bar.dataset.hints === 'on') guide();
const demo = document.getElementById('demo');
if (demo) play(demo);

/** @param {HTMLElement} box */
async function play(box) {
  const answer = await fetch(box.dataset.steps ?? '');
  if (answer.ok) playDemo((await answer.json()).steps, box, new AbortController().signal);
}
