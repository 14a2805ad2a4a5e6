// Sends the forms of team leaders' pages without leaving the page: what is typed stays when there is no answer, whether the
// connection is lost, the login has ended or the server fails. Without scripts the forms are sent as browsers do.

import {forget, forgetTaken, offerKept} from './keep.js';

const {signal} = new AbortController();
const AWAY = 'Servern går inte att nå. Det du har skrivit finns kvar. Försök igen om en stund.';
/** @type {Record<number, string>} */
const REFUSED = {
  400: 'Sidan har legat öppen för länge. Det du har skrivit finns kvar. Ladda om sidan, så får du tillbaka det.',
  401: 'Du är inte inloggad längre. Det du har skrivit finns kvar. Logga in i en annan flik och försök igen.',
  413: 'Det är för mycket text. Det du har skrivit finns kvar.',
};
const FAILED = 'Det gick inte. Det du har skrivit finns kvar. Försök igen om en stund.';
const PAGES = new Set([409, 422]); // refusals that are pages with what was typed
const PATIENCE_MS = 400; // before it is said that the server is at work
const STEP = /<!-- (\d+)\/(\d+) -->/g;
const STEPS = /^(<!-- \d+\/\d+ -->\n)+/;
const LONGEST_STEPS = 20_000; // characters, after which the page has surely begun

/** @typedef {(form: HTMLFormElement, button: HTMLElement|null) => void} Handler */
/** @type {Map<string, Handler>} forms that do something else with the answer, by their ids */
export const handlers = new Map();
/** @type {(() => void)[]} */
const redrawn = [];
/** @type {WeakSet<HTMLFormElement>} */
const sending = new WeakSet();

/** Call back when a part of the page has been replaced. @param {() => void} draw */
export const afterwards = (draw) => redrawn.push(draw);

/**
 * Say what went wrong, below the button that was pressed, or at the top of the form.
 * @param {HTMLFormElement} form @param {string} text @param {HTMLElement|null} [button]
 */
export function say(form, text, button) {
  form.querySelector('.not-sent')?.remove();
  if (!text) return;
  const box = document.createElement('p');
  box.className = 'notice not-sent';
  box.setAttribute('role', 'alert');
  const row = button?.closest('p');
  if (row && form.contains(row)) row.after(box);
  else form.prepend(box);
  box.textContent = text;
  box.scrollIntoView({block: 'nearest'});
}

/**
 * That the server is at work and how far it has come, beside the button that was pressed.
 * @param {HTMLFormElement} form @param {HTMLElement|null} button
 */
function showing(form, button) {
  const box = document.createElement('span');
  box.className = 'how-far';
  box.setAttribute('role', 'status');
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', 'Hur långt provet har kommit');
  const words = document.createElement('span');
  words.textContent = 'Arbetar …';
  box.append(words, bar);
  const place = button?.parentElement ?? form;
  const waiting = setTimeout(() => place.append(box), PATIENCE_MS);
  return {
    /** @param {number} done @param {number} all */
    told(done, all) {
      if (!box.isConnected) place.append(box);
      words.textContent = 'Provar mot alla exempel …';
      bar.max = all;
      bar.value = done;
    },
    end() {
      clearTimeout(waiting);
      box.remove();
    },
  };
}

/**
 * The text of an answer, telling of the steps that come before it.
 * @param {Response} response @param {(done: number, all: number) => void} told
 */
async function read(response, told) {
  const reader = response.body?.getReader();
  if (!reader) return await response.text();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return text.replace(STEPS, '');
    text += decoder.decode(value, {stream: true});
    const last = text.length < LONGEST_STEPS ? [...text.matchAll(STEP)].at(-1) : undefined;
    if (last) told(Number(last[1]), Number(last[2]));
  }
}

/**
 * The answer to a form as a document, or null when there is none; then the form says why.
 * @param {HTMLFormElement} form @param {URLSearchParams|FormData} fields @param {HTMLElement|null} button
 * @param {(done: number, all: number) => void} [told]
 */
export async function ask(form, fields, button, told = () => {}) {
  let response;
  let text;
  try {
    response = await fetch(button?.getAttribute('formaction') ?? form.action, {method: 'POST', body: fields});
    text = await read(response, told);
  } catch {
    say(form, AWAY, button);
    return null;
  }
  if ((!response.ok && !PAGES.has(response.status)) || new URL(response.url).pathname === '/logga-in') {
    say(form, response.ok ? REFUSED[401] : saidBy(text) || (REFUSED[response.status] ?? FAILED), button);
    return null;
  }
  say(form, '');
  return {page: new DOMParser().parseFromString(text, 'text/html'), url: response.url, taken: response.redirected};
}

/** What a page that refuses says of it. @param {string} text */
function saidBy(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const fault = page.querySelector('main .faults li, main [role="alert"]')?.textContent?.trim() ?? '';
  return fault && `${fault[0].toUpperCase()}${fault.slice(1)}${/[.!?]$/.test(fault) ? '' : '.'}`;
}

/** What is filled in, and the button that was pressed. @param {HTMLFormElement} form @param {HTMLElement|null} button */
export function fieldsOf(form, button) {
  const fields = new FormData(form, button);
  return form.enctype === 'multipart/form-data' ? fields : new URLSearchParams(/** @type {any} */ (fields));
}

/** Go on to the page that answers the form, without losing this one when there is no answer. @type {Handler} */
export async function goOn(form, button) {
  if (sending.has(form)) return;
  sending.add(form);
  const fields = fieldsOf(form, button);
  fields.set('steg', 'ja');
  const far = showing(form, button);
  try {
    const answer = await ask(form, fields, button, far.told);
    const main = answer?.page.querySelector('main');
    if (!answer || !main) return;
    if (answer.taken) {
      forget(form);
      forgetTaken(answer.page); // that page may be left before its own scripts run
      location.assign(answer.url);
      return;
    }
    document.title = answer.page.title;
    const isStep = answer.url !== location.href || !answer.page.getElementById(form.id); // from which one can go back
    if (isStep) history.pushState(null, '', answer.url);
    document.querySelector('main')?.replaceWith(document.adoptNode(main));
    scrollTo(0, 0);
    document.querySelector('main')?.focus();
    offerKept(form.dataset.behall);
    for (const draw of redrawn) draw();
  } finally {
    far.end();
    sending.delete(form);
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || form.dataset.behall === undefined) return;
  event.preventDefault();
  (handlers.get(form.id) ?? goOn)(form, event.submitter);
}, {signal});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  /** @type {HTMLFormElement|null} */
  const form = (event.target instanceof Element && event.target.closest('form')) || document.querySelector('form.trial');
  if (form?.dataset.behall === undefined) return;
  if (event.target instanceof HTMLButtonElement && !form.matches('.trial')) return; // one of several, and perhaps not the first
  event.preventDefault();
  form.requestSubmit(/** @type {HTMLElement|null} */ (form.querySelector('button:not([type=button])')));
}, {signal});

addEventListener('popstate', () => location.reload(), {signal});
