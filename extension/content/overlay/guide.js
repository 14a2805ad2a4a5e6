// The open guide: what was found, the steps to tick, the texts to copy, and where it ends.

import {button, copyButton} from './controls.js';
import {h} from './element.js';
import {icon} from './icons.js';

/** @param {import('./controls.js').Ui} ui @param {any} guide */
export function guideCard(ui, guide) {
  const steps = guide.steps ?? [];
  const done = steps.filter((step) => step.done).length;
  return h('section', {key: `guide-${guide.id}`, class: 'part guide', 'aria-labelledby': 'guide-title', tabindex: '-1'},
    h('div', {class: 'part-head'},
      h('h3', {id: 'guide-title', class: 'part-title'}, guide.title),
      button('Stäng guiden', () => ui.actions.closeGuide(), {look: 'icon', sign: icon('close')})),
    facts(guide.facts ?? []),
    steps.length > 0 ? h('p', {class: 'progress'},
      h('progress', {max: String(steps.length), value: done, 'aria-label': 'Klara steg'}), h('span', null, `${done} av ${steps.length} klara`)) : null,
    steps.length > 0 ? h('ol', {class: 'steps'}, steps.map((step) => stepItem(ui, guide, step))) : null,
    (guide.texts ?? []).map((text, index) => copyText(ui, text, `guide-${guide.id}-${index}`)),
    guide.outcome ? h('p', {class: 'outcome'}, icon('quiet'), h('span', null, guide.outcome)) : null);
}

const facts = (found) => found.length > 0 && h('dl', {class: 'facts', 'aria-label': 'Det här syns i ärendet'}, found.map((fact, index) =>
  h('div', {key: index},
    h('dt', null, fact.label),
    h('dd', null, h('span', {class: 'fact'}, fact.value ?? 'Hittades inte'), fact.where ? h('span', {class: 'where'}, fact.where) : null))));

function stepItem(ui, guide, step) {
  return h('li', {key: step.id, class: step.done ? 'step done' : 'step'},
    h('label', null,
      h('input', {type: 'checkbox', checked: Boolean(step.done), on: {change: () => ui.actions.tick(step.id)}}),
      h('span', null, step.text)),
    step.copy ? copyText(ui, step.copy, `guide-${guide.id}-${step.id}`) : null);
}

const copyText = (ui, {label, text}, name) => h('div', {class: 'copy-text', key: name},
  h('p', {class: 'copy-label', id: `${name}-label`}, label),
  h('div', {class: 'text-box', role: 'group', 'aria-labelledby': `${name}-label`, tabindex: '0'}, text),
  h('div', {class: 'copy-row'}, copyButton(ui, 'Kopiera', text, name, {props: {'aria-describedby': `${name}-label`}})));
