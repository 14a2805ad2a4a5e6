// The guides of a handbook page, drawn as they are in Freshdesk. Each is asked from the server when it is opened and again for
// every answer.

import {listen, patch, h} from './extension/content/overlay/parts/element.js';
import {guideBody} from './extension/content/overlay/guide/card.js';
import {createPress} from './extension/content/overlay/input/press.js';

const PAUSE_MS = 200; // of typing, before the card is asked again
const AWAY = 'Guiden går inte att nå just nu. Ladda om sidan och försök igen.';
const NOT_COPIED = 'Det gick inte att kopiera. Markera texten och tryck Ctrl+C.';
const {signal} = new AbortController();

/** @typedef {{id: string, value: string|string[], found: {value: string|string[]}|null}} Field */
/** @typedef {{id: string, fields: Field[], steps: {id: string}[], copies: {id: string, text: string}[]}} Card */

/** One open guide: what is answered and ticked, and the card that the server makes of it. */
class OpenGuide {
  /** @param {HTMLElement} root @param {string} address */
  constructor(root, address) {
    this.root = root;
    this.address = address;
    /** @type {Card|null} */
    this.card = null;
    /** @type {Record<string, string>} */
    this.values = {};
    /** @type {Set<string>} */
    this.done = new Set();
    this.problem = '';
    this.turn = 0;
    this.timer = 0;
    this.asking = Promise.resolve();
    this.box = document.createElement('div');
    this.press = createPress({root: this.box, signal, released: () => this.draw()});
    listen(this.box, ['click', 'input', 'change'], signal, true); // the page is ours, and so are its scripts
    const {actions, view} = this;
    this.ui = {actions, view, redraw: () => this.draw(), leaveField: () => this.leaveField(), focus: () => {}};
  }

  view = {unfolded: new Set(), reasons: new Map(), missing: new Set(), copied: null, sendMode: null};

  actions = {
    /** @param {string} field @param {string|null} value null: what was found */
    fill: (field, value) => this.fill(field, value),
    /** @param {string} step */
    tick: (step) => {
      if (!this.done.delete(step)) this.done.add(step);
      this.draw();
    },
    /** @param {string} copy */
    copyFromGuide: (copy) => this.copy(copy),
    restartGuide: () => {
      this.values = {};
      this.done.clear();
      this.ask();
    },
  };

  /** Ask for the card with the answers given so far; an answer that a later one has overtaken is not shown. */
  ask() {
    clearTimeout(this.timer);
    this.timer = 0;
    const turn = ++this.turn;
    this.asking = this.filled().then((card) => {
      if (turn !== this.turn) return;
      this.card = card ?? this.card;
      this.problem = card ? '' : AWAY;
      this.draw();
    });
    return this.asking;
  }

  /** @returns {Promise<Card|null>} null when the server doesn't answer */
  async filled() {
    try {
      const response = await fetch(this.address, {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({values: this.values}),
      });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  /** @param {string} id @param {string|null} value */
  fill(id, value) {
    if (!this.card) return;
    const {[id]: _, ...others} = this.values;
    this.values = value === null ? others : {...others, [id]: value};
    const fields = this.card.fields.map((field) =>
      (field.id === id ? {...field, value: value ?? field.found?.value ?? ''} : field));
    this.card = {...this.card, fields};
    this.turn += 1; // what is on its way is about older answers
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
    this.draw();
  }

  /** Copy a text with the very latest answers in it. @param {string} id @returns {Promise<string|false>} */
  async copy(id) {
    if (this.timer) this.ask();
    await this.asking;
    const text = this.card?.copies.find((copy) => copy.id === id)?.text;
    if (text === undefined || this.problem === AWAY) return false;
    try {
      await navigator.clipboard.writeText(text);
      this.problem = '';
      return text;
    } catch {
      this.problem = NOT_COPIED;
      this.draw();
      return false;
    }
  }

  leaveField() {
    const {activeElement} = document;
    if (activeElement instanceof HTMLElement && this.box.contains(activeElement)) activeElement.blur();
  }

  draw() {
    if (this.press.held()) return;
    if (!this.box.isConnected) {
      if (this.card) this.root.replaceChildren(this.box);
      else this.root.append(this.box);
    } else if (this.card && this.root.childElementCount > 1) this.root.replaceChildren(this.box);
    const {card} = this;
    const steps = card?.steps.map((step) => ({...step, done: this.done.has(step.id)}));
    patch(this.box, [
      card ? guideBody(this.ui, {...card, url: null, steps}) : null,
      h('p', {role: 'alert', class: 'problem', key: 'alert'}, this.problem),
    ]);
  }
}

for (const details of document.querySelectorAll('details[data-guide]')) {
  if (!(details instanceof HTMLDetailsElement)) continue;
  const once = new AbortController();
  const begin = () => {
    const root = details.querySelector('.card');
    if (!details.open || !(root instanceof HTMLElement)) return;
    once.abort();
    new OpenGuide(root, details.dataset.guide ?? '').ask();
  };
  details.addEventListener('toggle', begin, {signal: once.signal});
  begin();
}
