// The open guide: what the ticket says and what is asked, the steps to tick, the texts to copy, and where it leads.

import {button, copyButton, handbookLink, textBox} from './controls.js';
import {h} from './element.js';
import {icon} from './icons.js';

const TONES = {do: 'quiet', stop: 'block', wait: 'idle'};
const INPUTS = {
  text: ['input', {type: 'text'}],
  number: ['input', {type: 'text', inputmode: 'numeric'}],
  date: ['input', {type: 'date'}],
  longtext: ['textarea', {rows: '3'}],
  ids: ['textarea', {rows: '3'}],
};

/**
 * @param {import('./controls.js').Ui} ui
 * @param {any} guide  a filled card as the API gives it, each step with `done`
 */
export function guideCard(ui, guide) {
  const steps = guide.steps ?? [];
  const copies = guide.copies ?? [];
  const inSteps = new Set(steps.map((step) => step.copy));
  return h('section', {key: `guide-${guide.id}`, class: 'part guide', 'aria-labelledby': 'guide-title', tabindex: '-1'},
    h('div', {class: 'part-head'},
      h('h3', {id: 'guide-title', class: 'part-title'}, guide.title),
      button('Stäng guiden', () => ui.actions.closeGuide(), {look: 'icon', sign: icon('close')})),
    guide.intro ? h('p', {class: 'intro'}, guide.intro) : null,
    (guide.fields ?? []).map((field) => fieldInput(ui, guide, field)),
    steps.length > 0 ? progress(steps) : null,
    steps.length > 0 ? h('ol', {class: 'steps'}, steps.map((step) => stepItem(ui, guide, step, copies))) : null,
    copies.map((copy) => !inSteps.has(copy.id) && copyText(ui, copy, `guide-${guide.id}-${copy.id}`)),
    outcome(guide.outcome),
    handbookLink(guide.url));
}

/** What is asked. What the thread says is filled in already, and where it stands is told. */
function fieldInput(ui, guide, field) {
  const id = `field-${guide.id}-${field.id}`;
  const answer = (event) => ui.actions.fill?.(field.id, event.target.value);
  const value = asText(field.value);
  const label = [field.label, field.required ? h('span', {class: 'required', 'aria-hidden': 'true'}, ' *') : null];
  const help = h('p', {id: `${id}-help`, class: field.problem ? 'help wrong' : 'help', key: 'help'},
    field.problem || where(field.found, value) || field.hint || null);
  if (field.type === 'choice') {
    return h('fieldset', {key: id, class: 'field', 'aria-describedby': `${id}-help`},
      h('legend', null, label),
      field.options.map((option) => h('label', {class: 'option', key: option},
        h('input', {type: 'radio', name: id, value: option, checked: value === option, on: {change: answer}}), option)),
      help);
  }
  const [tag, kind] = INPUTS[field.type] ?? INPUTS.text;
  return h('div', {key: id, class: 'field'},
    h('label', {for: id}, label),
    h(tag, {
      id, ...kind, value, autocomplete: 'off', on: {input: answer}, 'aria-describedby': `${id}-help`,
      'aria-invalid': field.problem ? 'true' : null, 'aria-required': field.required ? 'true' : null,
    }),
    help);
}

const asText = (value) => (Array.isArray(value) ? value.join('\n') : value ?? '');

function where(found, value) {
  if (!found) return null;
  const said = asText(found.value);
  return said === value ? `Hittat: ${found.where}` : `Ärendet säger ${said.replaceAll('\n', ', ')} (${found.where})`;
}

function progress(steps) {
  const done = steps.filter((step) => step.done).length;
  return h('p', {class: 'progress', key: 'progress'},
    h('progress', {max: String(steps.length), value: done, 'aria-label': 'Klara steg'}),
    h('span', null, `${done} av ${steps.length} klara`));
}

function stepItem(ui, guide, step, copies) {
  const copy = copies.find(({id}) => id === step.copy);
  return h('li', {key: step.id, class: step.done ? 'step done' : 'step'},
    h('label', null,
      h('input', {type: 'checkbox', checked: Boolean(step.done), on: {change: () => ui.actions.tick(step.id)}}),
      h('span', null, step.text)),
    copy ? copyText(ui, copy, `guide-${guide.id}-${step.id}`) : null);
}

const copyText = (ui, {label, text, missing = []}, name) => h('div', {class: 'copy-text', key: name},
  h('p', {class: 'copy-label', id: `${name}-label`}, label),
  textBox(text, {'aria-labelledby': `${name}-label`}),
  missing.length > 0 ? h('p', {class: 'help'}, `Saknas: ${missing.join(', ')}`) : null,
  h('div', {class: 'copy-row'},
    copyButton(ui, 'Kopiera', text, name, {props: {'aria-describedby': `${name}-label`}})));

function outcome(leads) {
  if (!leads) return null;
  const {text, tone} = leads;
  return h('p', {class: `outcome ${tone}`, role: 'status', key: 'outcome'}, icon(TONES[tone]), h('span', null, text));
}
