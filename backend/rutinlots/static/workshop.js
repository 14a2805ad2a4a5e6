// The workshop: examples run while one types, forms are sent without leaving the page, and the card is drawn as agents see it.

import {h, patch} from './extension/content/overlay/element.js';
import {findingItem} from './extension/content/overlay/finding.js';
import {css} from './extension/content/overlay/style.js';
import {forget, offerKept} from './keep.js';

const {signal} = new AbortController();
const PAUSE_MS = 500; // of typing, before the examples run
const AWAY = 'Servern går inte att nå. Det du har skrivit finns kvar. Försök igen om en stund.';
/** @type {Record<number, string>} */
const REFUSED = {
  400: 'Sidan har legat öppen för länge. Det du har skrivit finns kvar. Ladda om sidan, så får du tillbaka det.',
  401: 'Du är inte inloggad längre. Det du har skrivit finns kvar. Logga in i en annan flik och försök igen.',
  413: 'Det är för mycket text.',
};
const FAILED = 'Det gick inte. Det du har skrivit finns kvar. Försök igen om en stund.';

let timer = 0;
let turn = 0;

/** @param {string} text */
function say(text) {
  let box = document.getElementById('verkstad-fel');
  if (!box) {
    box = document.createElement('p');
    box.id = 'verkstad-fel';
    box.className = 'notice';
    box.setAttribute('role', 'alert');
    document.querySelector('form[data-behall]')?.prepend(box);
  }
  box.textContent = text;
  box.hidden = text === '';
}

/** The answer to a form as a document, or null when there is none. @param {HTMLFormElement} form @param {URLSearchParams} fields */
async function ask(form, fields) {
  let response;
  try {
    response = await fetch(form.action, {method: 'POST', body: fields});
  } catch {
    say(AWAY);
    return null;
  }
  if (!response.ok && response.status !== 409 && response.status !== 422) {
    say(REFUSED[response.status] ?? FAILED);
    return null;
  }
  if (new URL(response.url).pathname === '/logga-in') {
    say(REFUSED[401]);
    return null;
  }
  say('');
  return {page: new DOMParser().parseFromString(await response.text(), 'text/html'), url: response.url, taken: response.redirected};
}

/** @param {HTMLFormElement} form @param {string} how @returns {URLSearchParams} */
function fieldsOf(form, how) {
  const fields = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  fields.set('gor', how);
  return fields;
}

/** Run the examples of what is typed by now; the answer that a later one has overtaken isn't shown. */
async function tryOut() {
  const form = document.getElementById('verkstad');
  if (!(form instanceof HTMLFormElement)) return;
  const mine = ++turn;
  const answer = await ask(form, fieldsOf(form, 'prova'));
  if (!answer || mine !== turn) return;
  const fresh = answer.page.getElementById('utfall');
  const old = document.getElementById('utfall');
  if (fresh && old) old.replaceWith(document.adoptNode(fresh));
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll('[data-fel]');
  for (const place of places) {
    const text = answer.page.getElementById(place.id)?.textContent ?? '';
    place.textContent = text;
    const field = document.getElementById(place.id.replace(/^fel-/, 'f-'));
    if (text) field?.setAttribute('aria-invalid', 'true');
    else field?.removeAttribute('aria-invalid');
  }
  drawCard();
}

/** Go on to the page that answers the form, without losing this one when there is no answer. */
async function goOn(/** @type {HTMLFormElement} */ form, /** @type {string} */ how) {
  const answer = await ask(form, fieldsOf(form, how));
  const main = answer?.page.querySelector('main');
  if (!answer || !main) return;
  turn++;
  if (answer.taken) forget(form);
  document.title = answer.page.title;
  if (answer.url !== location.href) history.pushState(null, '', answer.url);
  document.querySelector('main')?.replaceWith(document.adoptNode(main));
  scrollTo(0, 0);
  document.querySelector('main')?.focus();
  offerKept();
  drawCard();
}

/** The card as the overlay draws it, in a shadow root so that the page's look doesn't reach it. */
function drawCard() {
  /** @type {HTMLElement|null} */
  const box = document.querySelector('[data-kort]');
  if (!box) return;
  const place = box.querySelector('div') ?? box.appendChild(document.createElement('div')); // what is reverted; the box has a frame
  const root = place.shadowRoot ?? place.attachShadow({mode: 'open'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${css} :host { all: revert !important; position: static !important; display: block !important;
    width: auto !important; height: auto !important; z-index: auto !important; }`);
  root.adoptedStyleSheets = [sheet];
  const ui = {actions: {}, view: {unfolded: new Set([])}, redraw: () => {}};
  const finding = JSON.parse(box.dataset.kort ?? '{}');
  const item = findingItem(/** @type {any} */ (ui), finding, {name: 'kort', place: 'panel'});
  patch(root, [h('aside', {id: 'panel', 'aria-label': 'Kortet', inert: ''}, item)]);
}

document.addEventListener('input', (event) => {
  if (!/** @type {Element} */ (event.target).closest?.('#verkstad')) return;
  clearTimeout(timer);
  timer = setTimeout(() => void tryOut(), PAUSE_MS);
}, {signal});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || !form.dataset.behall) return;
  event.preventDefault();
  clearTimeout(timer);
  const how = event.submitter?.getAttribute('value') ?? '';
  if (how === 'prova') void tryOut();
  else void goOn(form, how);
}, {signal});

addEventListener('popstate', () => location.reload(), {signal});
drawCard();
