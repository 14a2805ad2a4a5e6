// The stage's own part of its page: runs the extension's modules with another transport, and follows what is sent.

import {createClient} from './client.js';
import {playDemo} from './demo.js';
import {preloaded} from '../../stage/mock/static/js/preloaded.js';

const bar = /** @type {HTMLElement} */ (document.getElementById('stage-bar'));
let last = ''; // the ticket that a mail left last
const base = document.documentElement.dataset.base ?? '';

async function guide() {
  const {start, createFreshdesk, createOverlay, createPreferences} = await import(/* no part of this script */ bar.dataset.modules ?? '');
  const {signal} = new AbortController(); // the page's own life
  const page = createFreshdesk({document, signal, base, fetch: freshdesk});
  const {look} = start({
    page,
    client: createClient(bar.dataset.transport ?? ''),
    overlay: (/** @type {any} */ actions, /** @type {any} */ keys) =>
      createOverlay({parent: document.documentElement, actions, keys, inspectable: true, signal}),
    preferences: await createPreferences(passing()),
    signal,
  });
  // A real page doesn't say when it is whole, so the modules wait until it has come to rest.
  document.addEventListener('freshdesk:shown', look, {signal});
  if (document.querySelector('.page-actions')) look();
  return page;
}

/** What the modules ask Freshdesk's API. @param {string} address @param {object} how */
async function freshdesk(address, how) {
  const path = address.slice(location.origin.length);
  const known = preloaded(path);
  return known === undefined ? fetch(`${location.origin}${base}${path}`, how) : Response.json(known);
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

/** Says that nothing more is kept of what is done here, and where to go. @param {string} why */
function over(why) {
  const said = document.getElementById('stage-over');
  const back = /** @type {HTMLAnchorElement} */ (bar.querySelector('.back'));
  if (!said || !said.hidden) return;
  const link = document.createElement('a');
  link.href = back.href;
  link.textContent = 'Börja igen';
  said.append(why, ' ', link);
  said.hidden = false;
}

// One browser has one world: what begins in another tab ends what is under way here.
const tabs = new BroadcastChannel('rutinlots-stage');
tabs.addEventListener('message', ({data}) => {
  if (data.attempt !== bar.dataset.attempt) over('Du har börjat en övning i en annan flik, så den här är slut.');
});
tabs.postMessage({attempt: bar.dataset.attempt});

const logged = /** @type {HTMLSelectElement|null} */ (document.getElementById('logged'));
logged?.addEventListener('change', () => {
  const token = /** @type {HTMLInputElement} */ (bar.querySelector('[name=form_token]')).value;
  const ticket = logged.dataset.each ? /\/tickets\/(\d+)$/.exec(location.pathname)?.[1] ?? last : '';
  tell(new URLSearchParams({form_token: token, logged: logged.value, ticket}));
});
/** @type {Map<string, URLSearchParams>} */
const untold = new Map(); // by ticket: what is chosen while there is no connection waits for one
addEventListener('online', () => [...untold.values()].forEach(tell));

/** Says what is logged. @param {URLSearchParams} body */
function tell(body) {
  const ticket = body.get('ticket') ?? '';
  untold.set(ticket, body);
  const heard = () => { if (untold.get(ticket) === body) untold.delete(ticket); };
  fetch(logged?.dataset.to ?? '', {method: 'POST', body, keepalive: true}).then(heard, () => {});
}
document.addEventListener('freshdesk:sent', sent);
document.addEventListener('freshdesk:over', () => over('Övningen är slut. Den kan ha legat orörd länge, eller så har kursen avslutats.'));
document.addEventListener('freshdesk:sent', () => { last = /\/tickets\/(\d+)$/.exec(location.pathname)?.[1] ?? ''; });

let isWritten = false; // something by hand that has not been sent
document.addEventListener('input', ({isTrusted, target}) => {
  if (isTrusted && /** @type {Element} */ (target).closest('.fr-element')) isWritten = true;
});
document.addEventListener('freshdesk:sent', () => { isWritten = false; });
bar.querySelector('form')?.addEventListener('submit', (event) => {
  if (isWritten && !confirm('Börja om från början? Det du har skrivit försvinner.')) event.preventDefault();
});

const guided = bar.dataset.hints === 'on' ? guide() : Promise.resolve(null);
const demo = document.getElementById('demo');
if (demo) play(demo);

/** @param {HTMLElement} box */
async function play(box) {
  const answer = await fetch(box.dataset.steps ?? '');
  if (answer.ok) playDemo((await answer.json()).steps, box, guided, new AbortController().signal);
}
