/** One property in a form: its label, its select or text field, its fault. */

import {h} from '../dom.js';
import {powerSelect} from '../select.js';
import {has} from '../session.js';

/**
 * @param {any} item the field as the server describes it
 * @param {string|null} value
 * @param {{choices: () => string[], changed: (value: string|null) => void}} given
 * @returns {{element: HTMLElement, show(value: string|null): void, lock(locked: boolean): void, fault(on: boolean): void}}
 */
export function propertyField(item, value, {choices, changed}) {
  const star =
    item.required && !has('no-required-star') ? h('span', {class: 'required-star', 'aria-hidden': 'true'}, ' *') : null;
  const label = h('label', {class: 'label-field', title: item.label}, item.label, star);
  const field =
    item.kind === 'text' ? textField(item, value, changed) : powerSelect({label: item.label, value, choices, changed});
  const error = h('div', {class: 'form-field__error', role: 'alert'});
  const element = h(
    'div',
    {
      class: `__ui-form__select-field ember-view${item.parent ? ' nested-sub-fields' : ''}`,
      'data-test-id': has('label-ids') ? item.label : `tkt-properties-${item.name}`,
    },
    label,
    field.element,
    error,
  );
  return {
    element,
    show: field.show,
    lock: (locked) => {
      field.lock(locked);
      element.classList.toggle('disabledFormField', locked);
    },
    fault: (on) => {
      element.classList.toggle('has-error', on);
      error.textContent = on ? 'Det här fältet är obligatoriskt' : '';
    },
  };
}

function textField(item, value, changed) {
  const element = h('input', {
    type: 'text',
    class: 'form-text',
    name: `customFields.${item.name}`,
    'data-test-text-field': `customFields.${item.name}`,
    'aria-label': item.label,
    placeholder: '--',
    on: {input: () => changed(element.value || null)},
  });
  const show = (now) => (element.value = now ?? '');
  show(value);
  return {element, show, lock: (locked) => (element.disabled = locked)};
}
