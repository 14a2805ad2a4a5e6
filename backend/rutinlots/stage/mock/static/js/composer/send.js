/** The Send button with its arrow: one menu item for each status. */

import {h, icon} from '../dom.js';
import {dropdown} from '../select.js';
import {has, session} from '../session.js';

const named = (id) => ({href: '#', role: 'menuitem', class: 'send-and-set-item', 'data-test-link': id});

/**
 * @param {{label: string, withStatus: boolean, send: (status: string|null) => void}} given
 * @returns {{element: HTMLElement, render(): void, enable(on: boolean): void}}
 *   `render` replaces the buttons by new ones, as Ember does
 */
export function sendButton({label, withStatus, send}) {
  const element = h('div', {class: 'reply-btn-wrapper'});
  const nameless = has('nameless-menu');
  let enabled = true;
  let close = null;

  function menu(arrow, event) {
    if (close) return close();
    const statuses = session.fields.find((item) => item.key === 'status');
    const list = h(
      'div',
      nameless
        ? {class: 'ember-basic-dropdown-content'}
        : {class: 'ember-basic-dropdown-content send-and-set-list', 'data-test-id': 'send-and-set-list-box'},
      h(
        'ul',
        {},
        statuses.choices.map((status) =>
          h(
            'li',
            {},
            h(
              nameless ? 'span' : 'a',
              {
                ...(nameless ? {} : named(statuses.ids[status])),
                on: {
                  click: (event) => {
                    event.preventDefault();
                    close?.();
                    send(status);
                  },
                },
              },
              `${label} och inställt som ${status}`,
            ),
          ),
        ),
      ),
    );
    close = dropdown(arrow, list, () => (close = null));
    if (event.isTrusted && event.detail === 0) walk(arrow, [...list.querySelectorAll('a')]);
  }
  /** By the keys alone: the arrows go through the items, Escape goes back. */
  function walk(arrow, items) {
    items[0]?.focus();
    for (const [at, item] of items.entries()) {
      item.addEventListener('keydown', (event) => {
        const next = {ArrowDown: items[at + 1], ArrowUp: items[at - 1], Escape: arrow}[event.key];
        if (!next) return;
        event.preventDefault();
        if (next === arrow) close?.();
        next.focus();
      });
    }
  }
  function render() {
    if (close || element.matches(':active')) return;
    const buttons = () => [...element.querySelectorAll('button')];
    const focused = buttons().findIndex((button) => button === document.activeElement);
    const arrow = h(
      'button',
      {
        type: 'button',
        class: 'btn btn--primary dropdown-toggle send-and-set-trigger',
        'aria-label': 'Fler sätt att skicka',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        disabled: !enabled,
        on: {[nameless ? 'mousedown' : 'click']: (event) => menu(arrow, event)},
      },
      icon('down'),
    );
    element.replaceChildren(
      h(
        'div',
        {class: 'reply-btn'},
        h(
          'button',
          {
            type: 'button',
            id: 'send-and-set',
            class: 'btn btn--primary',
            'data-test-id': 'submit',
            disabled: !enabled,
            on: {click: () => send(null)},
          },
          label,
        ),
        withStatus ? arrow : null,
      ),
    );
    buttons()[focused]?.focus();
  }
  render();
  return {
    element,
    render,
    enable(on) {
      enabled = on;
      for (const button of element.querySelectorAll('button')) button.disabled = !on;
    },
  };
}
