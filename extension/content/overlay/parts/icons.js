// Small drawings, one colour, by currentColor. Each level has a shape of its own, so that colour is never needed to
// tell them apart.

import {h} from './element.js';

const stroke = {
  fill: 'none', stroke: 'currentColor', 'stroke-width': '1.6', 'stroke-linecap': 'round', 'stroke-linejoin': 'round',
};
const path = (d) => h('path', {d, ...stroke});
const solid = (d) => h('path', {d, fill: 'currentColor'});
const cut = (d) => h('path', {d, ...stroke, class: 'cut'});

const DRAWINGS = {
  // levels: octagon, triangle, lamp, tag
  block: [solid('M5 1h6l4 4v6l-4 4H5l-4-4V5z'), cut('M8 4.4v4.2M8 11.4v.1')],
  confirm: [solid('M8 1.2c.5 0 .9.3 1.2.7l5.9 10.6c.5 1-.1 2.1-1.2 2.1H2.1C1 14.6.4 13.5.9 12.5L6.8 1.9c.3-.4.7-.7 1.2-.7z'),
    cut('M8 5.6v4M8 12.1v.1')],
  hint: [path('M5.7 11c0-1.1-1.9-2-1.9-4.4a4.2 4.2 0 0 1 8.4 0C12.2 9 10.3 9.9 10.3 11zM6.4 13.8h3.2')],
  mark: [path('M2 3.2v4.5l6.3 6.3 5.7-5.7L7.7 2H3.2C2.5 2 2 2.5 2 3.2z'),
    solid('M5.2 4.1a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2z')],
  // states
  quiet: [path('M3 8.6l3.3 3.2L13 4.8')],
  offline: [path('M2 2l12 12M5.2 5.3A3.6 3.6 0 0 0 4.8 12h6.7M13.3 11.2A2.7 2.7 0 0 0 11.6 6.7 4 4 0 0 0 7.7 4')],
  blind: [path('M2 2l12 12M6.3 3.9A7 7 0 0 1 8 3.7c3.6 0 5.6 2.9 6.2 4.3a8 8 0 0 1-1.7 2.4'
    + 'M4.4 5A8 8 0 0 0 1.8 8c.6 1.4 2.6 4.3 6.2 4.3 1.2 0 2.2-.3 3.1-.8M6.7 6.8a1.8 1.8 0 0 0 2.5 2.5')],
  idle: [path('M8 4.5V8l2.2 1.6M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z')],
  // the product: a compass needle
  lots: [path('M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z'), solid('M11.1 4.9L9.3 9.3 4.9 11.1 6.7 6.7z')],
  // controls
  down: [path('M4 6.2L8 10l4-3.8')],
  minus: [path('M3.5 8h9')],
  move: [path('M8 1.8v12.4M1.8 8h12.4M6.2 3.5L8 1.7l1.8 1.8'
    + 'M6.2 12.5L8 14.3l1.8-1.8M3.5 6.2L1.7 8l1.8 1.8M12.5 6.2L14.3 8l-1.8 1.8')],
  help: [path('M5.6 6.2a2.4 2.4 0 1 1 3.5 2.1c-.7.4-1.1.8-1.1 1.6M8 12.4v.1M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z')],
  copy: [path('M6 5.5h7v8H6zM10 5.5v-3H3v8h3')],
  search: [path('M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.4 3.4')],
  insert: [path('M8 3.2v9.6M3.2 8h9.6')],
  close: [path('M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4')],
  fix: [path('M3 13l.7-3L10.7 3a1.4 1.4 0 0 1 2 0l.3.3a1.4 1.4 0 0 1 0 2L6 12.3z')],
  eye: [path('M1.8 8C2.4 6.6 4.4 3.7 8 3.7s5.6 2.9 6.2 4.3c-.6 1.4-2.6 4.3-6.2 4.3S2.4 9.4 1.8 8z'
    + 'M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z')],
  out: [path('M9 2.5h4.5V7M13.2 2.8L7.5 8.5M11.5 9.5v4h-9v-9h4')],
  guide: [path('M2.5 4.2l1 1 1.7-1.9M2.5 10.9l1 1 1.7-1.9M8 4.5h5.5M8 11.2h5.5')],
};

/**
 * A decorative drawing, 16 px; what it means stands in words beside it.
 * @param {keyof typeof DRAWINGS} name @param {string} [extra] more classes
 */
export const icon = (name, extra = '') =>
  h('svg', {viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': 'true', class: `icon ${extra}`.trim()},
    DRAWINGS[name]);

/** Something is on its way. */
export const spinner = () => h('span', {class: 'spinner', 'aria-hidden': 'true'});
