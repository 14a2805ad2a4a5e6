// The card beside underlined text: the same finding as in the panel, near the words it is about.

import {button} from './parts/controls.js';
import {h} from './parts/element.js';
import {findingItem} from './parts/finding.js';
import {icon} from './parts/icons.js';

/** @param {import('./parts/controls.js').Ui} ui @param {{finding: any, rect: any}|null} hover */
export function hoverCard(ui, hover) {
  if (!hover) return null;
  const {finding} = hover;
  const enter = (event) => {
    if (!insideCard(event.relatedTarget)) ui.actions.hover(finding);
  };
  const leave = (event) => {
    if (!insideCard(event.relatedTarget)) ui.actions.hover(null);
  };
  const on = {pointerover: enter, pointerout: leave};
  const label = `Om den understrukna texten: ${finding.title}`;
  return h('section', {key: `card-${finding.id}`, id: 'card', class: 'card', 'aria-label': label, on},
    button('Stäng kortet', () => ui.actions.hover(null), {look: 'icon card-close', sign: icon('close')}),
    findingItem(ui, finding, {name: finding.id, place: 'card'}));
}

/** The pointer only went from one part of the card to another. */
const insideCard = (target) => target instanceof Element && target.closest('#card') !== null;
