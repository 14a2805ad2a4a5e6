/** ember-power-select for several values: pills, and a field to type in that searches or takes a new value. */

import {h} from './dom.js';
import {dropdown, isDeafTo, options} from './select.js';

/**
 * @param {{label: string, values: string[], choices: () => string[], placeholder?: string,
 *   free?: (typed: string) => string|null,
 *   changed?: (values: string[]) => void, attributes?: Record<string, any>}} given
 *   `free` makes a value of what was typed, or null when it is none
 * @returns {{element: HTMLElement, values: string[], set(values: string[]): void, focus(): void}}
 */
export function multiSelect({
  label,
  values,
  choices,
  placeholder = '',
  free = () => null,
  changed = () => {},
  attributes = {},
}) {
  const input = h('input', {
    class: 'ember-power-select-trigger-multiple-input',
    type: 'text',
    autocomplete: 'off',
    'aria-label': label,
  });
  const pills = h('ul', {class: 'ember-power-select-multiple-options'});
  const trigger = h(
    'div',
    {
      class: 'ember-power-select-trigger ember-power-select-multiple-trigger ember-view',
      'aria-expanded': 'false',
      ...attributes,
    },
    pills,
  );
  const select = {element: trigger, values: [...values], set, focus: () => input.focus()};
  let close = null;
  let loading = 0;

  function set(now) {
    select.values = [...now];
    const written = document.activeElement === input; // one that moves in the page loses the focus
    pills.replaceChildren(
      ...select.values.map(pill),
      h('li', {class: 'ember-power-select-multiple-input-wrapper'}, input),
    );
    if (written) input.focus();
    input.placeholder = select.values.length ? '' : placeholder;
    changed(select.values);
  }
  function pill(value) {
    const remove = h(
      'span',
      {
        class: 'ember-power-select-multiple-remove-btn',
        role: 'button',
        'aria-label': `Ta bort ${value}`,
        on: {
          mousedown: (event) => event.preventDefault(),
          click: (event) => isDeafTo(event) || set(select.values.filter((other) => other !== value)),
        },
      },
      '×',
    );
    return h('li', {class: 'ember-power-select-multiple-option', title: value}, value, remove);
  }
  function add(value) {
    close?.();
    input.value = '';
    if (value && !select.values.includes(value)) set([...select.values, value]);
    input.focus();
  }
  function offered() {
    const typed = input.value.trim();
    const found = choices().filter(
      (choice) =>
        !select.values.includes(choice) && choice.toLocaleLowerCase('sv').includes(typed.toLocaleLowerCase('sv')),
    );
    const own = typed ? free(typed) : null;
    return own && !found.includes(own) ? [...found, own] : found;
  }
  function open() {
    const list = h('div', {
      class: 'ember-power-select-dropdown ember-basic-dropdown-content',
      on: {mousedown: (event) => event.preventDefault()}, // the field keeps its focus, or the list would shut before mouseup
    });
    close = dropdown(trigger, list, () => (close = null));
    const rows = options(offered(), [], add);
    if (!input.value) return void list.append(rows);
    list.append(
      h(
        'ul',
        {class: 'ember-power-select-options'},
        h('li', {class: 'ember-power-select-option ember-power-select-option--loading-message'}, 'Söker …'),
      ),
    );
    clearTimeout(loading);
    loading = setTimeout(() => list.replaceChildren(rows), 120);
  }

  trigger.addEventListener('mousedown', (event) => {
    if (isDeafTo(event) || event.target.closest('.ember-power-select-multiple-remove-btn')) return;
    if (event.target !== input) {
      event.preventDefault();
      input.focus();
    }
    if (!close) open();
  });
  input.addEventListener('input', (event) => isDeafTo(event) || open());
  input.addEventListener('keydown', (event) => {
    const done =
      event.key === 'Enter' || event.key === ',' || event.key === ';' || (event.key === 'Tab' && input.value);
    if (done) {
      event.preventDefault();
      add(free(input.value.trim()) ?? offered()[0]);
    }
    if (event.key === 'Backspace' && !input.value) set(select.values.slice(0, -1));
    if (event.key === 'Escape') close?.();
  });
  input.addEventListener('blur', () => {
    const own = input.value.trim() && free(input.value.trim());
    if (own) {
      set([...select.values, own]);
      input.value = '';
    }
    setTimeout(() => close?.(), 0);
  });
  set(values);
  return select;
}

/** What was typed as a mail address, without the display name before it; null when it is none. */
export const mailAddress = (typed) => /^\S+@\S+\.\S+$/.exec(typed.replace(/^.*<|>$/g, ''))?.[0] ?? null;
