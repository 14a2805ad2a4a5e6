// The guides of a handbook page: each is asked from the server when it is opened and again for every answer.

import {copyFrom} from './page.js';

const PAUSE_MS = 200; // of typing, before the card is asked again
const {signal} = new AbortController();

/** @typedef {{id: string, label: string, type: string, options: string[], value: string|string[], required: boolean, hint: string, problem: string}} Field */
/** @typedef {{id: string, label: string, text: string, columns: string[], missing: string[]}} Copy */
/** @typedef {{id: string, intro: string, fields: Field[], steps: {id: string, text: string, copy: string|null}[], copies: Copy[],
 *   missing: string[], outcome: {text: string, tone: string}|null, search: {title: string, where: string, url: string, text: string}[]}} Card */

/** One open guide. Elements are kept by name between answers, so that the focus and what is being typed stay. */
class GuideCard {
  /** @param {HTMLElement} root @param {string} address */
  constructor(root, address) {
    this.root = root;
    this.address = address;
    this.id = address.split('/').at(-1);
    this.values = {};
    this.ticked = new Set();
    this.kept = new Map();
    this.strict = false;
    this.asked = 0;
    this.timer = 0;
  }

  /** Ask for the card with the answers given so far; an answer that a later one has overtaken is not shown. */
  async ask() {
    const turn = ++this.asked;
    try {
      const response = await fetch(this.address, {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({values: this.values}),
      });
      if (!response.ok) throw new Error(String(response.status));
      const card = await response.json();
      if (turn === this.asked) this.show(card);
    } catch {
      if (turn === this.asked) this.fail();
    }
  }

  /** @param {string} id @param {string} value @param {boolean} atOnce */
  answer(id, value, atOnce) {
    this.values[id] = value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), atOnce ? 0 : PAUSE_MS);
  }

  fail() {
    const words = this.element('fail', 'p', {role: 'alert', className: 'problem'});
    words.textContent = 'Guiden går inte att nå just nu. Ladda om sidan och försök igen.';
    this.root.append(words);
  }

  /** @param {Card} card */
  show(card) {
    const parts = [];
    this.strict = card.fields.some((field) => field.required);
    if (card.intro) parts.push(this.text('intro', 'p', card.intro));
    parts.push(...card.fields.map((field) => this.field(field)));
    if (card.search.length > 0) parts.push(this.hits(card.search));
    if (card.steps.length > 0) {
      const list = this.element('steps', 'ol', {className: 'steps'});
      place(list, card.steps.map((step) => this.step(step, card.copies.find(({id}) => id === step.copy))));
      parts.push(list);
    }
    const inSteps = new Set(card.steps.map((step) => step.copy));
    parts.push(...card.copies.filter(({id}) => !inSteps.has(id)).map((copy) => this.copy(copy)));
    const outcome = this.element('outcome', 'p', {role: 'status'});
    outcome.className = card.outcome ? `outcome ${card.outcome.tone}` : 'outcome none';
    outcome.textContent = card.outcome?.text ?? '';
    parts.push(outcome);
    place(this.root, parts);
  }

  /** @param {Field} field */
  field(field) {
    const id = `${this.id}-${field.id}`;
    const help = this.text(`${field.id}-help`, 'p', field.problem || field.hint || '');
    help.id = `${id}-help`;
    help.className = field.problem ? 'help problem' : 'help';
    help.hidden = help.textContent === '';
    if (field.type === 'choice') {
      const set = this.element(field.id, 'fieldset', {className: 'field'});
      const legend = this.text(`${field.id}-legend`, 'legend', this.label(field));
      const options = field.options.map((option, index) => {
        const around = this.element(`${field.id}-${index}`, 'label', {className: 'option'});
        const input = this.element(`${field.id}-${index}-input`, 'input', {type: 'radio', name: id, value: option}, (made) =>
          made.addEventListener('change', () => this.answer(field.id, option, true), {signal}));
        input.checked = field.value === option;
        place(around, [input, this.text(`${field.id}-${index}-words`, 'span', option)]);
        return around;
      });
      place(set, [legend, ...options, help]);
      return set;
    }
    const long = field.type === 'longtext' || field.type === 'ids';
    const around = this.element(field.id, 'div', {className: 'field'});
    const name = this.text(`${field.id}-label`, 'label', this.label(field));
    const input = this.element(`${field.id}-input`, long ? 'textarea' : 'input', {}, (made) => {
      if (long) made.rows = 3;
      else made.type = field.type === 'date' ? 'date' : 'text';
      if (field.type === 'number') made.inputMode = 'numeric';
      made.autocomplete = 'off';
      made.id = id;
      made.addEventListener('input', () => this.answer(field.id, made.value, false), {signal});
    });
    const value = Array.isArray(field.value) ? field.value.join('\n') : field.value;
    // What the agent has written stands as it is written: an answer on its way may be older than the last keystroke.
    if (!(field.id in this.values) && input.value !== value) input.value = value;
    input.setAttribute('aria-describedby', help.id);
    input.setAttribute('aria-invalid', String(Boolean(field.problem)));
    name.htmlFor = id;
    place(around, [name, input, help]);
    return around;
  }

  /** The question, and that it may be left out, where there are others that may not. @param {Field} field */
  label({label, required}) {
    return required || !this.strict ? label : `${label} (frivilligt)`;
  }

  /** @param {{id: string, text: string}} step @param {Copy|undefined} copy  the text that the step needs */
  step({id, text}, copy) {
    const item = this.element(`step-${id}`, 'li', {});
    const around = this.element(`step-${id}-label`, 'label', {});
    const box = this.element(`step-${id}-box`, 'input', {type: 'checkbox'}, (made) =>
      made.addEventListener('change', () => {
        if (made.checked) this.ticked.add(id);
        else this.ticked.delete(id);
      }, {signal}));
    box.checked = this.ticked.has(id);
    place(around, [box, this.text(`step-${id}-text`, 'span', text)]);
    place(item, copy ? [around, this.copy(copy)] : [around]);
    return item;
  }

  /** @param {Copy} copy */
  copy(copy) {
    const name = `copy-${copy.id}`;
    const around = this.element(name, 'div', {className: 'copy'});
    const title = this.text(`${name}-label`, 'p', copy.columns.length > 0 ? `${copy.label} (${copy.columns.join(' · ')})` : copy.label);
    title.className = 'copy-label';
    title.id = `${this.id}-${name}`;
    const box = this.text(`${name}-text`, 'div', copy.text);
    box.className = 'text-box';
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-labelledby', title.id);
    const missing = this.text(`${name}-missing`, 'p', copy.missing.length > 0 ? `Saknas: ${copy.missing.join(', ')}` : '');
    missing.className = 'help problem';
    missing.hidden = copy.missing.length === 0;
    const row = this.element(`${name}-row`, 'p', {className: 'copy-row'});
    const button = this.element(`${name}-button`, 'button', {type: 'button', textContent: 'Kopiera'}, (made) =>
      made.addEventListener('click', () => copyFrom(made, this.kept.get(`${name}-text`).textContent), {signal}));
    button.setAttribute('aria-describedby', title.id);
    place(row, [button, this.element(`${name}-status`, 'span', {role: 'status'})]);
    place(around, [title, box, missing, row]);
    return around;
  }

  /** @param {Card['search']} found */
  hits(found) {
    const list = this.element('hits', 'ul', {className: 'hits'});
    list.setAttribute('aria-label', 'Träffar i handboken');
    list.replaceChildren(...found.map(({title, where, url, text}) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = url;
      link.textContent = title;
      const kind = document.createElement('span');
      kind.className = 'kind';
      kind.textContent = where;
      const words = document.createElement('p');
      words.textContent = text;
      item.append(link, ' ', kind, words);
      return item;
    }));
    return list;
  }

  /** An element kept under a name; made, and handed to `begin`, the first time. */
  element(name, tag, properties, begin = () => {}) {
    if (!this.kept.has(name)) {
      const made = Object.assign(document.createElement(tag), properties);
      this.kept.set(name, made);
      begin(made);
    }
    return this.kept.get(name);
  }

  text(name, tag, words) {
    const element = this.element(name, tag, {});
    if (element.textContent !== words) element.textContent = words;
    return element;
  }
}

/** Make `children` the children of `parent`, moving nothing that already stands right: a moved element loses its focus. */
function place(parent, children) {
  for (const child of [...parent.childNodes]) if (!children.includes(child)) child.remove();
  children.forEach((child, index) => {
    if (parent.childNodes[index] !== child) parent.insertBefore(child, parent.childNodes[index] ?? null);
  });
}

for (const details of document.querySelectorAll('details[data-guide]')) {
  const once = new AbortController();
  const begin = () => {
    if (!details.open) return;
    once.abort();
    new GuideCard(details.querySelector('.card'), details.dataset.guide).ask();
  };
  details.addEventListener('toggle', begin, {signal: once.signal});
  begin();
}
