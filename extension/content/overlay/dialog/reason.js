// The reason that a block is overridden with.

import {h} from '../parts/element.js';
import {icon} from '../parts/icons.js';

const LONGEST = 200; // characters

/** A reason is at least two words. @param {string} [text] */
export const isReason = (text = '') => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length >= 2;

/** @param {import('../parts/controls.js').Ui} ui @param {any} dialog @param {any} finding @param {string} name */
export function reason(ui, {reasons = {}}, finding, name) {
  const id = `reason-${name}`;
  const {missing} = ui.view;
  const wrong = missing.has(finding.id);
  const input = (event) => {
    if (wrong && isReason(event.target.value)) missing.delete(finding.id);
    ui.actions.dialog.reason(finding.id, event.target.value);
  };
  return h('div', {class: 'reason', key: 'reason'},
    h('label', {for: id}, 'Skäl för att skicka ändå'),
    h('input', {
      id, type: 'text', maxlength: String(LONGEST), autocomplete: 'off', value: reasons[finding.id] ?? '',
      'aria-describedby': `${id}-help`, 'aria-invalid': wrong ? 'true' : null, on: {input},
    }),
    h('p', {id: `${id}-help`, class: wrong ? 'help wrong' : 'help'},
      wrong ? [icon('block'), 'Skriv ett skäl med minst två ord, eller rätta felet.']
        : 'Minst två ord. Skriv inga personuppgifter: skälet sparas.'));
}
