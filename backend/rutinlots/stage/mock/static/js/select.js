/** ember-power-select: opens on mousedown, chooses on mouseup, shows its list in the wormhole, far from the trigger. */

import {h, icon} from './dom.js';
import {has} from './session.js';

let opened = null;
document.addEventListener(
  'mousedown',
  (event) => {
    if (opened && !event.composedPath().some((node) => node === opened.list || node === opened.trigger)) opened.close();
  },
  true,
);

/** Shows a list below `trigger`; only one is open at a time. @returns {() => void} closes it */
export function dropdown(trigger, list, closed = () => {}) {
  opened?.close();
  const place = trigger.getBoundingClientRect();
  const below = innerHeight - place.bottom > 260;
  Object.assign(list.style, {
    left: `${Math.min(place.left, innerWidth - Math.max(place.width, 220) - 8)}px`,
    'min-width': `${place.width}px`,
  });
  Object.assign(list.style, below ? {top: `${place.bottom + 2}px`} : {bottom: `${innerHeight - place.top + 2}px`});
  document.querySelector('#ember-basic-dropdown-wormhole').append(list);
  trigger.setAttribute('aria-expanded', 'true');
  const close = () => {
    list.remove();
    trigger.setAttribute('aria-expanded', 'false');
    if (opened?.list === list) opened = null;
    closed();
  };
  opened = {trigger, list, close};
  return close;
}

/** Some tenants' selects were seen to answer to nothing but a person. @param {Event} event */
export const isDeafTo = (event) => has('deaf-selects') && !event.isTrusted;

/** The rows of a list. @param {string[]} labels @param {(label: string) => void} choose */
export function options(labels, chosen, choose) {
  return h(
    'ul',
    {class: 'ember-power-select-options', role: 'listbox', 'data-test-id': 'ember-power-select-options'},
    labels.map((label, index) =>
      h(
        'li',
        {
          class: 'ember-power-select-option',
          role: 'option',
          'data-option-index': index,
          'aria-selected': String(chosen.includes(label)),
          on: {mouseup: (event) => isDeafTo(event) || choose(label)},
        },
        label,
      ),
    ),
    labels.length
      ? null
      : h('li', {class: 'ember-power-select-option ember-power-select-option--no-matches-message'}, 'Inga träffar'),
  );
}

/**
 * A select for one value.
 * @param {{label: string, value: string|null, choices: () => string[], placeholder?: string, disabled?: boolean,
 *   changed: (value: string|null) => void}} given
 * @returns {{element: HTMLElement, show(value: string|null): void, lock(locked: boolean): void}}
 */
export function powerSelect({label, value, choices, placeholder = '--', disabled = false, changed}) {
  const shown = h('span', {});
  const trigger = h(
    'div',
    {
      class: 'ember-power-select-trigger ember-basic-dropdown-trigger ember-view',
      role: 'button',
      tabindex: 0,
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-label': label,
    },
    shown,
    h('span', {class: 'ember-power-select-status-icon'}, icon('down')),
  );
  const element = h('div', {'data-test-id': 'trigger-power-select', class: 'power-select'}, trigger);
  const show = (now) => {
    value = now;
    shown.className = now ? 'ember-power-select-selected-item' : 'ember-power-select-placeholder custom-placeholder';
    shown.textContent = now ?? placeholder;
  };
  const lock = (locked) => {
    trigger.setAttribute('aria-disabled', String(locked));
    trigger.tabIndex = locked ? -1 : 0;
  };
  const open = () => {
    const search = h('input', {
      class: 'ember-power-select-search-input',
      type: 'search',
      'aria-label': `Sök i ${label}`,
      autocomplete: 'off',
    });
    const list = h(
      'div',
      {class: 'ember-power-select-dropdown ember-basic-dropdown-content'},
      h('div', {class: 'ember-power-select-search'}, search),
    );
    trigger.setAttribute('aria-owns', `${trigger.id}-list`);
    list.id = `${trigger.id}-list`;
    const close = dropdown(trigger, list);
    const choose = (chosen) => {
      close();
      show(chosen);
      changed(chosen);
    };
    let found = [];
    let at = 0; // the row that Enter chooses
    const light = () => {
      for (const row of list.querySelectorAll('[role="option"]')) {
        row.setAttribute('aria-current', String(Number(row.dataset.optionIndex) === at));
        if (Number(row.dataset.optionIndex) === at) row.scrollIntoView({block: 'nearest'});
      }
    };
    const fill = () => {
      found = choices().filter((choice) =>
        choice.toLocaleLowerCase('sv').includes(search.value.toLocaleLowerCase('sv')),
      );
      list.querySelector('ul')?.remove();
      list.append(options(found, [value], choose));
      at = search.value ? 0 : Math.max(0, found.indexOf(value));
      light();
    };
    search.addEventListener('input', fill);
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        close();
        trigger.focus();
      }
      const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (by) {
        event.preventDefault();
        at = Math.max(0, Math.min(found.length - 1, at + by));
        light();
      }
      if (event.key === 'Enter' && found.length) {
        event.preventDefault();
        choose(found[at]);
        trigger.focus();
      }
    });
    fill();
    requestAnimationFrame(() => search.focus());
  };
  trigger.addEventListener('mousedown', (event) => {
    if (isDeafTo(event) || event.button !== 0 || trigger.getAttribute('aria-disabled') === 'true') return;
    event.preventDefault();
    if (opened?.trigger === trigger) opened.close();
    else open();
  });
  trigger.addEventListener('keydown', (event) => {
    if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    open();
  });
  show(value);
  lock(disabled);
  return {element, show, lock};
}
