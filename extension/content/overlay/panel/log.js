// The text for the log in CAB, shown in the panel when the agent asks for it before the mail is sent.

import {button, copyButton, textBox} from '../parts/controls.js';
import {h} from '../parts/element.js';
import {icon} from '../parts/icons.js';

const ANSWERS = {append: 'Det senaste, om loggen redan finns', whole: 'Hela ärendet, om loggen saknas'};

/** @param {import('../parts/controls.js').Ui} ui @param {import('../../../api.d.ts').Gate|null} gate */
export function logCard(ui, gate) {
  if (!gate) return null;
  const texts = gate.situation === 'ask' ? Object.entries(gate.choices ?? {}) : [['', gate.text]];
  return h('section', {key: 'log', id: 'log', class: 'part log', 'aria-labelledby': 'log-title', tabindex: '-1'},
    h('div', {class: 'part-head'},
      h('h3', {id: 'log-title', class: 'part-title'}, 'Texten till loggen i CAB'),
      button('Stäng loggtexten', () => ui.actions.closeLog(), {look: 'icon', sign: icon('close')})),
    h('p', {class: 'calm'}, `Kod ${gate.code} · status ${gate.status}`),
    texts.map(([answer, text]) => h('div', {class: 'copy-text', key: answer},
      answer ? h('p', {class: 'copy-label', id: `log-${answer}`}, ANSWERS[answer] ?? answer) : null,
      textBox(text, {'aria-labelledby': answer ? `log-${answer}` : 'log-title'}),
      h('div', {class: 'copy-row'}, copyButton(ui, 'Kopiera', text, `log-${answer}`)))));
}
