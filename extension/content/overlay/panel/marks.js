// What the ticket is, in a word or two, with the way to the guide that belongs to it. A mark is never a fault.

import {button, isOpen, sectionTitle, spoken, unfolder} from '../parts/controls.js';
import {h} from '../parts/element.js';
import {icon} from '../parts/icons.js';

/** @param {import('../parts/controls.js').Ui} ui @param {any[]} marks @param {'strip'|'panel'} place */
export function markTags(ui, marks, place) {
  return h('ul', {class: 'marks', 'aria-label': 'Märkningar på ärendet', key: `marks-${place}`},
    marks.map((mark) => h('li', {key: mark.id, class: 'mark'}, tag(ui, mark))));
}

function tag(ui, mark) {
  const title = mark.why?.text ?? null;
  const number = mark.value ? h('span', {class: 'value'}, mark.value) : null;
  const inside = [icon('mark'), h('span', {class: 'label'}, mark.label), number];
  if (!mark.guide) return h('span', {class: 'tag', title}, inside);
  const open = () => ui.actions.openGuide(mark.guide);
  return h('button', {type: 'button', class: 'tag', title, on: {click: open}},
    inside, spoken(' – öppna guiden'), icon('guide', 'faint'));
}

/** The strip at the top of the ticket. @param {import('../parts/controls.js').Ui} ui @param {any[]} marks */
export const strip = (ui, marks) =>
  h('section', {key: 'strip', id: 'strip', class: 'strip', 'aria-label': 'Märkningar'}, markTags(ui, marks, 'strip'));

/**
 * Guides that fit the ticket and aren't already reached through a mark in the panel, and the way to all the others.
 * @param {import('../parts/controls.js').Ui} ui @param {any} state
 * @param {any[]} marks  in the panel; at the top they are easily missed
 */
export function offeredGuides(ui, state, marks) {
  const marked = new Set(marks.map((mark) => mark.guide));
  const fitting = state.guides.filter((guide) => !marked.has(guide.id) && guide.id !== state.guide?.id);
  if (fitting.length + state.library.length === 0) return null;
  const shut = state.place.folded?.includes('guides');
  const all = !shut && isOpen(ui, 'all-guides') ? [...state.library].sort((a, b) => a.title.localeCompare(b.title, 'sv')) : null;
  return h('section', {key: 'guides', class: 'part', 'aria-labelledby': 'guides-title'},
    h('div', {class: 'part-head'},
      sectionTitle(ui, 'guides', 'Steg för steg', state.place),
      !shut && state.library.length > 0 ? unfolder(ui, 'Alla guider', 'all-guides') : null),
    !shut && fitting.length > 0 ? guideList(ui, fitting, {'aria-label': 'Passar just nu', key: 'fitting'}) : null,
    all ? guideList(ui, all, {'aria-label': 'Alla guider', key: 'all', id: 'all-guides'}) : null);
}

function guideList(ui, guides, props) {
  const open = (id) => {
    ui.view.unfolded.delete('all-guides');
    ui.actions.openGuide(id);
  };
  return h('ul', {class: 'guides', ...props}, guides.map(({id, title}) => h('li', {key: id},
    button(title, () => open(id), {look: 'plain wide', sign: icon('guide')}))));
}
