/**
 * Drawers at the right-hand side other than the canned responses. That Freshdesk has such drawers is documented; nothing of
 * their markup is public: our invention, class names differ by page load.
 */

import {h, iconButton} from './dom.js';
import {oneOf} from './session.js';

const FACTS = [
  ['Aktiviteter', 'Anna Berg skapade ärendet', 'Status ändrades till Öppen', 'Grupp ändrades till Kundservice'],
  ['Aviseringar', 'Ett ärende har tilldelats dig', 'Kunden har svarat på ärende 90101', 'Ett ärende väntar på dig'],
];

let names = null;
let shown = null;

/**
 * Opens a drawer, or shuts it when it is the one that is open.
 * @param {'Aktiviteter'|'Aviseringar'} title
 * @param {Element} parent  the page's own column, beside which it stands, or the body, over which it lies
 * @param {AbortSignal} [signal]
 */
export function drawer(title, parent, signal) {
  const again = shown?.isConnected && shown.getAttribute('aria-label') === title;
  shown?.remove();
  if (again) return;
  names ??= oneOf(['side-slider', 'slider-entry'], ['rhs-pane', 'rhs-pane-row'], ['fw-drawer', 'fw-drawer-line']);
  const [, ...lines] = FACTS.find(([name]) => name === title);
  const over = parent === document.body ? 'drawer--over' : 'drawer--beside';
  const panel = (shown = h(
    'aside',
    {class: `drawer ${over} ${names[0]}`, 'aria-label': title},
    h(
      'div',
      {class: 'drawer__header'},
      h('h3', {}, title),
      iconButton('cross', `Stäng ${title.toLocaleLowerCase('sv')}`, {on: {click: () => panel.remove()}}),
    ),
    h(
      'ul',
      {class: 'drawer__list'},
      lines.map((line) => h('li', {class: names[1]}, h('p', {}, line), h('button', {type: 'button', class: 'nucleus-button nucleus-button--small'}, 'Visa'))),
    ),
  ));
  signal?.addEventListener('abort', () => panel.remove(), {once: true});
  parent.append(panel);
}
