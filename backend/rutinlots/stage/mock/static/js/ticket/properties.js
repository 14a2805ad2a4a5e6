/** The panel "Egenskaper". */

import {h} from '../dom.js';
import {api, leftPage, pause, session} from '../session.js';
import {toast} from '../shell.js';
import {propertyField} from './field.js';

/**
 * @returns {{element: HTMLElement, values: Record<string, string|null>, render(): void, mark(keys: string[]): void}}
 *   `values` include what is not saved yet
 */
export function propertiesPanel({ticket, signal}) {
  const save = h(
    'button',
    {
      type: 'button',
      class: 'nucleus-button nucleus-button--primary ticket-details-submit',
      'data-test-id': 'ticket-properties-btn',
      disabled: true,
      on: {click: update},
    },
    'Uppdatera',
  );
  const list = h('div', {class: 'ticket-properties-wrapper'});
  const panel = {values: {...ticket.properties}, render, mark};
  const fields = new Map();
  let saved = {...ticket.properties};

  /** Shows what the server has now, except where the agent has chosen something that is not saved yet. */
  function render() {
    for (const [key, field] of fields) {
      if (panel.values[key] === saved[key]) field.show((panel.values[key] = ticket.properties[key]));
    }
    saved = {...ticket.properties};
    dependent(0);
    save.disabled = Object.keys(saved).every((key) => panel.values[key] === saved[key]);
  }
  function changed(key, value) {
    panel.values[key] = value;
    save.disabled = false;
    fields.get(key).fault(false);
    if (key !== 'category') return;
    panel.values.subcategory = null;
    fields.get('subcategory').show(null);
    dependent('dependent');
  }
  async function dependent(delay) {
    const field = fields.get('subcategory');
    field.lock(true);
    try {
      if (delay) await pause(delay, signal);
      field.lock(!panel.values.category);
    } catch (error) {
      if (!leftPage(error)) throw error;
    }
  }
  function mark(keys) {
    for (const [key, field] of fields) field.fault(keys.includes(key));
    list.querySelector('.has-error')?.scrollIntoView({block: 'nearest'});
  }
  async function update() {
    save.disabled = true;
    Object.assign(ticket, await api('PUT', `tickets/${ticket.id}`, {properties: panel.values}));
    saved = {...ticket.properties};
    toast('success', 'Egenskaperna har uppdaterats');
  }

  for (const item of session.fields) {
    const field = propertyField(item, panel.values[item.key], {
      choices: () => (item.parent ? (session.subcategories[panel.values[item.parent]] ?? []) : item.choices),
      changed: (value) => changed(item.key, value),
    });
    fields.set(item.key, field);
    list.append(field.element);
  }
  dependent(0);
  panel.element = h(
    'div',
    {
      class: 'ticket-sidebar-sticky __module-tickets__ticket-details__properties ember-view',
      'data-test-id': 'ticket-properties-sticky',
    },
    h('h3', {class: 'widget-title'}, 'Egenskaper'),
    list,
    h('div', {class: 'ticket-properties-footer'}, save),
  );
  return panel;
}
