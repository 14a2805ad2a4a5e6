// What a guide asks. What the ticket says is filled in already, with where it stands, and can be changed and taken back.

import {button, handbookLink} from '../parts/controls.js';
import {h} from '../parts/element.js';

const INPUTS = {
  text: ['input', {type: 'text'}],
  number: ['input', {type: 'text', inputmode: 'numeric'}],
  date: ['input', {type: 'date'}],
  longtext: ['textarea', {rows: '3'}],
  ids: ['textarea', {rows: '3', spellcheck: 'false'}],
};
const LONGEST = 60; // characters of what was found, where it is only told
const HITS = 3;

/** @param {import('../parts/controls.js').Ui} ui @param {any} guide @param {any} field  as the API gives it */
export function fieldInput(ui, guide, field) {
  const id = `field-${guide.id}-${field.id}`;
  const answer = (event) => ui.actions.fill(field.id, event.target.value);
  const value = asText(field.value);
  const label = [field.label, field.required ? h('span', {class: 'required', 'aria-hidden': 'true'}, ' *') : null];
  const help = h('p', {id: `${id}-help`, class: field.problem ? 'help wrong' : 'help', key: 'help'}, helping(ui, field, value));
  if (field.type === 'choice') {
    return h('fieldset', {key: id, class: 'field', 'aria-describedby': `${id}-help`},
      h('legend', null, label),
      h('div', {class: 'options'}, field.options.map((option) => h('label', {class: 'option', key: option},
        h('input', {type: 'radio', name: id, value: option, checked: value === option, on: {change: answer}}),
        h('span', null, option)))),
      help);
  }
  const [tag, kind] = INPUTS[field.type] ?? INPUTS.text;
  return h('div', {key: id, class: 'field'},
    h('label', {for: id}, label),
    h(tag, {
      id, ...kind, value, autocomplete: 'off', on: {input: answer}, 'aria-describedby': `${id}-help`,
      'aria-invalid': field.problem ? 'true' : null, 'aria-required': field.required ? 'true' : null,
    }),
    help,
    field.search ? hits(guide.search ?? [], value) : null);
}

const asText = (value) => (Array.isArray(value) ? value.join('\n') : value ?? '');

/** What is odd comes first, then where the answer was found, then the hint. */
function helping(ui, field, value) {
  if (field.problem) return field.problem;
  const count = field.type === 'ids' ? value.split('\n').filter(Boolean).length : 0;
  const counted = count > 1 ? `${count} id · ` : '';
  if (!field.found) return counted + field.hint || null;
  if (asText(field.found.value) === value) return `${counted}Hittat: ${field.found.where}`;
  return [`${counted}Ärendet säger ${briefly(field.found.value)} (${field.found.where}) `,
    button('Ta tillbaka', () => (ui.leaveField(), ui.actions.fill(field.id, null)), {look: 'link', key: 'back', props: {
      'aria-label': `Ta tillbaka det som ärendet säger: ${field.label}`,
    }})];
}

function briefly(value) {
  if (Array.isArray(value)) return `${value.length} id`;
  const line = value.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `”${line.slice(0, LONGEST).trimEnd()} …”` : `”${line}”`;
}

/** What the handbook has on the words in the field. */
function hits(found, words) {
  if (!found.length) {
    return words ? h('p', {class: 'help', role: 'status', key: 'hits'}, 'Inget i handboken nämner de orden.') : null;
  }
  return h('ul', {class: 'hits', 'aria-label': 'I handboken', key: 'hits'}, found.slice(0, HITS).map(({title, where, url, text}) =>
    h('li', {key: url}, 
        handbookLink(url, title), where ? h('p', {class: 'hit-where'}, where) : null, h('p', {class: 'hit'}, text))));
}
