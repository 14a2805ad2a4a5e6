// What the page looks like without its words, for whoever mends the reading of it: shown whole before it is passed on.

import {button, textBox} from './controls.js';
import {h} from './element.js';

/** @param {import('./controls.js').Ui} ui @param {string} skeleton */
export function reportCard(ui, skeleton) {
  const {copyReport, saveReport, closeReport} = ui.actions;
  return h('section', {key: 'report', class: 'part report', 'aria-labelledby': 'report-title', tabindex: '-1'},
    h('h3', {id: 'report-title', class: 'part-title'}, 'Rapportera sidan'),
    h('p', null, 'Så här är sidan byggd, utan någon text från ärendet. Skicka det till den som sköter Rutinlots. Inget lämnar datorn av sig självt.'),
    textBox(skeleton, {'aria-label': 'Sidans uppbyggnad'}),
    h('div', {class: 'buttons'},
      button('Kopiera', copyReport, {look: 'soft'}),
      button('Spara som fil', saveReport),
      button('Stäng', closeReport)));
}
