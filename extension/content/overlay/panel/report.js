// What the page looks like without its words, for whoever mends the reading of it: shown whole before it is passed on.

import {button, textBox} from '../parts/controls.js';
import {h} from '../parts/element.js';

/** @param {import('../parts/controls.js').Ui} ui @param {string} look */
export function reportButton(ui, look) {
  const click = () => {
    ui.actions.reportPage();
    ui.focus('#report');
  };
  return button('Rapportera sidan', click, {look, key: 'report-page'});
}

/**
 * Last in the panel, for a page that is read wrongly without Rutinlots knowing of it.
 * @param {import('../parts/controls.js').Ui} ui
 */
export const reportFoot = (ui) => h('div', {key: 'report-foot', class: 'part'}, reportButton(ui, 'link quiet'));

/** @param {import('../parts/controls.js').Ui} ui @param {string|null} skeleton */
export function reportCard(ui, skeleton) {
  if (skeleton === null) return null;
  const {copyReport, saveReport, closeReport} = ui.actions;
  return h('section', {key: 'report', id: 'report', class: 'part report', 'aria-labelledby': 'report-title', tabindex: '-1'},
    h('h3', {id: 'report-title', class: 'part-title'}, 'Rapportera sidan'),
    h('p', null, 'Så här är sidan byggd, utan någon text från ärendet. Skicka det till den som sköter Rutinlots. '
      + 'Inget lämnar datorn av sig självt.'),
    textBox(skeleton, {'aria-label': 'Sidans uppbyggnad'}),
    h('div', {class: 'buttons'},
      button('Kopiera', copyReport, {look: 'soft'}),
      button('Spara som fil', saveReport),
      button('Stäng', closeReport)));
}
