// The workshop: examples run while one types, and the card is drawn as agents see it.

import {h, patch} from './extension/content/overlay/parts/element.js';
import {findingItem} from './extension/content/overlay/parts/finding.js';
import {css} from './extension/content/overlay/style.js';
import {isChanged} from './keep.js';
import {afterwards, ask, fieldsOf, goOn, handlers} from './send.js';

const {signal} = new AbortController();
const PAUSE_MS = 500; // of typing, before the examples run

let timer = 0;
let turn = 0;

/** Run the examples of what is typed by now; the answer that a later one has overtaken isn't shown. */
async function tryOut() {
  const form = document.getElementById('verkstad');
  if (!(form instanceof HTMLFormElement)) return;
  const mine = ++turn;
  const fields = fieldsOf(form, null);
  fields.set('gor', 'prova');
  const answer = await ask(form, fields, null);
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

/** Bring what was asked for into view, where it is below the form. */
function showOutcome() {
  const place = document.getElementById('utfall-status')?.getBoundingClientRect();
  if (place && (place.top < 0 || place.bottom > innerHeight)) document.getElementById('utfall')?.scrollIntoView();
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

handlers.set('verkstad', (form, button) => {
  clearTimeout(timer);
  if (button?.getAttribute('value') === 'prova') void tryOut().then(showOutcome);
  else {
    turn++; // what is being tried is about this page
    void goOn(form, button);
  }
});

afterwards(drawCard);
drawCard();
const open = document.getElementById('verkstad');
if (open instanceof HTMLFormElement && isChanged(open)) void tryOut();
