// What the ticket is, in a word or two, with the way to the guide that belongs to it. A mark is never a fault.

import {button, spoken} from './controls.js';
import {h} from './element.js';
import {icon} from './icons.js';

/** @param {import('./controls.js').Ui} ui @param {any[]} marks @param {'strip'|'panel'} place */
export function markTags(ui, marks, place) {
  return h('ul', {class: 'marks', 'aria-label': 'Märkningar på ärendet', key: `marks-${place}`},
    marks.map((mark) => h('li', {key: mark.id, class: 'mark'}, tag(ui, mark))));
}

function tag(ui, mark) {
  const title = [mark.label, mark.why?.text].filter(Boolean).join('\n');
  const number = mark.value ? h('span', {class: 'value'}, mark.value) : null;
  const inside = [icon('mark'), h('span', {class: 'label'}, mark.label), number];
  if (!mark.guide) return h('span', {class: 'tag', title}, inside);
  const open = () => ui.actions.openGuide(mark.guide);
  return h('button', {type: 'button', class: 'tag', title, on: {click: open}},
    inside, spoken(' – öppna guiden'), icon('guide', 'faint'));
}

/** The strip at the top of the ticket. @param {import('./controls.js').Ui} ui @param {any[]} marks */
export const strip = (ui, marks) =>
  h('section', {key: 'strip', id: 'strip', class: 'strip', 'aria-label': 'Märkningar'}, markTags(ui, marks, 'strip'));

/**
 * Guides that fit the ticket and aren't already reached through a mark.
 * @param {import('./controls.js').Ui} ui @param {any} state
 */
export function offeredGuides(ui, state) {
  const marked = new Set(state.marks.map((mark) => mark.guide));
  const offered = state.guides.filter((guide) => !marked.has(guide.id) && guide.id !== state.guide?.id);
  return offered.length > 0 && h('section', {key: 'guides', class: 'part', 'aria-labelledby': 'guides-title'},
    h('h3', {id: 'guides-title', class: 'part-title'}, 'Steg för steg'),
    h('ul', {class: 'guides'}, offered.map((guide) => h('li', {key: guide.id},
      button(guide.title, () => ui.actions.openGuide(guide.id), {look: 'plain wide', sign: icon('guide')})))));
}
