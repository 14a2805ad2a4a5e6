/**
 * The filter beside the list. That it is in a shadow root on newer accounts is known, its markup is not: our invention,
 * drawn by page load.
 */

import {h, shadowed} from '../dom.js';
import {multiSelect} from '../multiselect.js';
import {has, oneOf, random, session} from '../session.js';

const ME = 'Jag';
const UNSOLVED = 'Alla olösta';
const SOLVED = ['Löst', 'Avslutad'];

// Kept while the app runs, so that the list is still filtered after a detour.
const chosen = {agent: [], group: [], status: [UNSOLVED], priority: [], type: []};
let layout = null;
const draw = () =>
  (layout ??= oneOf(
    (key, label, content) =>
      h(
        'div',
        {class: 'filter-field', 'data-test-id': `filter-${key}`},
        h('label', {class: 'label-field', title: label}, label),
        content,
      ),
    (key, label, content) =>
      h(
        'div',
        {class: 'filter-field', [`data-${Math.floor(random() * 1e6).toString(36)}`]: key},
        h('div', {class: 'label-field'}, label),
        content,
      ),
    (key, label, content) =>
      h('fieldset', {class: 'filter-field'}, h('legend', {class: 'label-field'}, label), content),
  ));
const field = (key) => session.fields.find((item) => item.key === key);

/** The applied filter as the list's query. */
export function query() {
  const wanted = new URLSearchParams();
  for (const value of chosen.agent) wanted.append('agent', value === ME ? session.agent.name : value);
  for (const value of chosen.status) {
    const open = field('status').choices.filter((status) => !SOLVED.includes(status));
    for (const status of value === UNSOLVED ? open : [value]) wanted.append('status', status);
  }
  return wanted;
}

/** @param {() => void} apply called when the filter is applied */
export function filterPanel(apply) {
  const button = h(
    'button',
    {type: 'button', class: 'nucleus-button nucleus-button--primary', disabled: true},
    'Tillämpa',
  );
  const select = (key, more) =>
    multiSelect({
      label: field(key).label,
      values: chosen[key],
      placeholder: 'Alla',
      choices: () => [...more, ...field(key).choices],
      changed: () => (button.disabled = false),
    });
  const selects = {
    agent: select('agent', [ME]),
    group: select('group', []),
    status: select('status', [UNSOLVED]),
    priority: select('priority', []),
    type: select('type', []),
  };
  button.disabled = true;
  button.addEventListener('click', () => {
    for (const key of Object.keys(chosen)) chosen[key] = [...selects[key].values];
    button.disabled = true;
    apply();
  });
  const panel = h(
    'section',
    {class: 'filter-panel', 'aria-label': 'Filter'},
    h('h3', {class: 'widget-title'}, 'Filter'),
    h('input', {
      type: 'search',
      class: 'form-text',
      placeholder: 'Sök i fälten',
      'aria-label': 'Sök i fälten',
      'data-test-id': 'filter-view-search',
    }),
    ...Object.entries(selects).map(([key, {element}]) => draw()(key, field(key).label, element)),
    h('div', {class: 'filter-panel__footer'}, button),
  );
  const inShadow = has('shadow-filter') || (has('shadow') && !has('light-filter'));
  return inShadow
    ? shadowed('tickets-right-panel-filter', {class: 'filter-slot'}, panel)
    : h('aside', {class: 'filter-slot'}, panel);
}
