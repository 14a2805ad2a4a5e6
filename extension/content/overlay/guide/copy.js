// A text to copy, or a row for a workbook, shown cell by cell under its columns.

import {button, copyButton, textBox} from '../parts/controls.js';
import {h} from '../parts/element.js';
import {icon} from '../parts/icons.js';

const SHORT = 32; // characters: room for its button beside it

/** @param {import('../parts/controls.js').Ui} ui @param {any} guide @param {any} copy  as the API gives it */
export function copyText(ui, guide, copy) {
  const {label, text, columns = [], missing = [], into = null} = copy;
  const name = `copy-${guide.id}-${copy.id}`;
  const about = {'aria-describedby': `${name}-label`};
  const short = columns.length === 0 && !into && text.length <= SHORT && !text.includes('\n');
  return h('div', {class: short ? 'copy-text short' : 'copy-text', key: name},
    h('p', {class: 'copy-label', id: `${name}-label`}, label),
    columns.length > 1 ? cells(columns, text, `${name}-label`) : textBox(text, {'aria-labelledby': `${name}-label`}),
    missing.length > 0 ? h('p', {class: 'help missing-cells'}, `Saknas: ${missing.join(', ')}`) : null,
    h('div', {class: 'copy-row'},
      into === 'note' && ui.actions.putInNote ? button('Lägg i anteckningen', () => ui.actions.putInNote(copy.id), {
        look: 'soft', sign: icon('insert'), key: 'note', props: about,
      }) : null,
      copyButton(ui, columns.length > 0 ? 'Kopiera raden' : 'Kopiera', text, name, {
        copy: () => ui.actions.copyFromGuide(copy.id), look: into && ui.actions.putInNote ? 'plain' : 'soft', props: about,
      })));
}

/** The row as it will stand in the workbook, from left to right. */
function cells(columns, text, labelledby) {
  const values = text.split('\t');
  return h('dl', {class: 'cells', 'aria-labelledby': labelledby}, columns.map((column, index) =>
    h('div', {key: column}, h('dt', null, column), h('dd', {class: values[index] ? '' : 'empty'}, values[index] || 'tom'))));
}
