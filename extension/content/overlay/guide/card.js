// The open guide: where the answers lead, what the ticket says and what is asked, the steps to tick, the texts to copy.

import {button, handbookLink} from '../parts/controls.js';
import {h} from '../parts/element.js';
import {icon} from '../parts/icons.js';
import {copyText} from './copy.js';
import {fieldInput} from './field.js';

const TONES = {do: 'quiet', stop: 'block', wait: 'idle'};
const STALE = 'Frånkopplad: det som visas här är inte ifyllt med dina senaste svar. Dina svar finns kvar.';

/**
 * The card in the panel.
 * @param {import('../parts/controls.js').Ui} ui
 * @param {any} guide  a filled card as the API gives it, each step with `done`; `stale`: not with the latest answers
 */
export function guideCard(ui, guide) {
  const named = {'aria-labelledby': 'guide-title', tabindex: '-1'};
  return h('section', {key: `guide-${guide.id}`, id: 'guide', class: 'part guide', ...named},
    h('div', {class: 'part-head'},
      h('h3', {id: 'guide-title', class: 'part-title'}, guide.title),
      button('Stäng guiden', () => ui.actions.closeGuide(), {look: 'icon', sign: icon('close')})),
    guideBody(ui, guide));
}

/**
 * Everything of the card but its heading: the same in the panel and on the server's pages.
 * @param {import('../parts/controls.js').Ui} ui @param {any} guide  see guideCard
 */
export function guideBody(ui, guide) {
  const steps = guide.steps ?? [];
  const copies = guide.copies ?? [];
  const inSteps = new Set(steps.map((step) => step.copy));
  return [
    guide.intro ? h('p', {class: 'intro'}, guide.intro) : null,
    outcome(guide.outcome),
    guide.stale ? h('p', {class: 'help wrong', key: 'stale', role: 'status'}, icon('offline'), STALE) : null,
    (guide.fields ?? []).map((field) => fieldInput(ui, guide, field)),
    steps.length > 0 ? progress(steps) : null,
    steps.length > 0 ? h('ol', {class: 'steps'}, steps.map((step) => stepItem(ui, guide, step, copies))) : null,
    copies.map((copy) => !inSteps.has(copy.id) && copyText(ui, guide, copy)),
    h('div', {class: 'guide-foot', key: 'foot'},
      handbookLink(guide.url), h('span', {class: 'push'}),
      button('Börja om', () => (ui.leaveField(), ui.actions.restartGuide()), {look: 'link quiet'})),
  ];
}

/** It stands first, since it is what the questions are for, and is there from the start to be heard when it changes. */
function outcome(leads) {
  const {text, tone} = leads ?? {};
  return h('div', {class: leads ? `outcome ${tone}` : 'outcome none', role: 'status', key: 'outcome'},
    leads ? [icon(TONES[tone]), h('p', null, text)] : null);
}

function progress(steps) {
  const done = steps.filter((step) => step.done).length;
  return h('p', {class: 'progress', key: 'progress'},
    h('progress', {max: String(steps.length), value: done, 'aria-label': 'Klara steg'}),
    h('span', null, `${done} av ${steps.length} klara`));
}

function stepItem(ui, guide, step, copies) {
  const copy = copies.find(({id}) => id === step.copy);
  const id = `step-${guide.id}-${step.id}`;
  return h('li', {key: step.id, class: step.done ? 'step done' : 'step'},
    h('label', null,
      h('input', {type: 'checkbox', checked: Boolean(step.done), on: {change: () => ui.actions.tick(step.id)}}),
      h('span', {id}, step.text)),
    ui.actions.setProperties && Object.keys(step.set ?? {}).length > 0 ? h('div', {class: 'step-act', key: 'set'},
      button('Ställ in och spara', () => ui.actions.setProperties(step.set), {
        look: 'soft', sign: icon('fix'), props: {'aria-describedby': id},
      })) : null,
    copy ? copyText(ui, guide, copy) : null);
}
