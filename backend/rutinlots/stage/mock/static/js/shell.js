/** What stays on screen on every page: the left navigation, the top bar, and the portals for menus and toasts. */

import {h, icon, shadowed} from './dom.js';
import {drawer} from './drawers.js';
import {has, session} from './session.js';

const PLACES = [
  ['dashboard', 'Översikt', '/a/dashboard/default'],
  ['tickets', 'Ärenden', '/a/tickets/filters/all_tickets'],
  ['contacts', 'Kontakter', '/a/contacts'],
  ['company', 'Företag', '/a/companies'],
  ['book', 'Lösningar', '/a/solutions'],
  ['chart', 'Analys', '/a/analytics'],
  ['gear', 'Administration', '/a/admin'],
];

/** @returns {{frame: Element, outlet: Element}} */
export function shell() {
  const outlet = h('main', {class: 'app-main ember-view', id: 'ember-main'});
  const frame = h(
    'div',
    {class: 'app-container ember-view'},
    leftNavigation(),
    h('div', {class: 'app-main-wrapper'}, topBar(), outlet),
  );
  return {frame, outlet};
}

function leftNavigation() {
  const items = PLACES.map(([name, label, href]) =>
    h(
      'li',
      {class: 'left-nav__item'},
      h(
        'a',
        {
          href,
          class: `left-nav__link${name === 'tickets' ? ' active' : ''}`,
          'aria-label': label,
          title: label,
          'data-test-id': `nav-${name}`,
        },
        icon(name),
      ),
    ),
  );
  const list = h(
    'nav',
    {class: 'left-nav', 'aria-label': 'Huvudmeny'},
    h('a', {href: '/a/dashboard/default', class: 'left-nav__logo', 'aria-label': 'Start'}, icon('social')),
    h('ul', {}, items),
  );
  return has('shadow')
    ? h('div', {class: 'left-nav-mfe-wrapper'}, shadowed('ticket-left-nav', {class: 'left-nav-mfe'}, list))
    : list;
}

function topBar() {
  const right = h(
    'div',
    {class: 'top-nav__right', 'data-testid': 'right-section'},
    h(
      'a',
      {
        class: 'nucleus-button nucleus-button--secondary nucleus-button--small top-nav__new',
        href: '/a/tickets/compose-email',
        'data-test-id': 'new-email',
      },
      icon('plus'),
      'Nytt e-postmeddelande',
    ),
    h(
      'button',
      {class: 'quick-search-trigger search-toggle', type: 'button', 'aria-label': 'Sök'},
      icon('search'),
      h('span', {}, 'Sök'),
    ),
    h(
      'button',
      {
        class: 'app-icon-btn app-icon-btn--text',
        type: 'button',
        id: 'irisDropdown',
        'data-test-dropdown-link': 'irisDropdown',
        'aria-label': 'Aviseringar',
        on: {click: () => drawer('Aviseringar', document.body)},
      },
      icon('bell'),
    ),
    h(
      'button',
      {class: 'avatar avatar--agent', type: 'button', id: 'profileDropdown', 'aria-label': session.agent.name},
      initials(session.agent.name),
    ),
  );
  const bar = h(
    'header',
    {class: 'application-header', 'data-testid': 'top-navigation-container'},
    h('div', {class: 'header-primary', id: 'breadcrumb'}),
    has('restless') ? clock() : '',
    right,
  );
  if (!has('shadow')) return bar;
  return shadowed('ticket-top-nav', {class: 'top-nav-mfe'}, bar);
}

/** Never rests. */
function clock() {
  const hand = h('span', {class: 'clock', 'aria-hidden': 'true'});
  setInterval(() => hand.replaceChildren(h('i', {}, new Date().toISOString().slice(11, 21))), 100);
  return hand;
}

/** Writes where one is into the top bar, wherever that is on this tenant. @param {...Node} parts */
export function breadcrumb(...parts) {
  const root = document.querySelector('ticket-top-nav')?.shadowRoot ?? document;
  root.querySelector('#breadcrumb')?.replaceChildren(...parts);
}

export const initials = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');

/** A message at the top that goes away by itself. @param {"success"|"error"} kind */
export function toast(kind, text) {
  const box = h(
    'div',
    {class: `nucleus-toast nucleus-toast--${kind}`, role: kind === 'error' ? 'alert' : 'status'},
    text,
  );
  document.querySelector('#nucleus-toast-messages-wormhole').append(box);
  setTimeout(() => box.remove(), 5000);
}
