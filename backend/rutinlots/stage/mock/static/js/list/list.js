/** The ticket list with its filter panel. */

import {h, icon, wipeForeign} from '../dom.js';
import {api, every} from '../session.js';
import {breadcrumb, initials} from '../shell.js';
import {ago} from '../times.js';
import {filterPanel, query} from './filter.js';

export async function listPage(outlet, [view], signal) {
  const list = h('div', {class: 'tickets__list ember-view', 'data-test-view': view});
  const count = h('span', {class: 'page-heading__count'});
  const range = h('span', {class: 'text__infotext list-range'});
  const show = async () => {
    const tickets = await api('GET', `tickets?${query()}`);
    list.replaceChildren(...tickets.map(card));
    if (!tickets.length) list.append(h('div', {class: 'empty-page'}, 'Inga ärenden stämmer med filtret.'));
    count.textContent = tickets.length;
    range.textContent = tickets.length ? `1 – ${tickets.length} av ${tickets.length}` : '0 av 0';
  };
  await show();
  outlet.append(
    h(
      'div',
      {class: 'list-page ember-view'},
      h(
        'div',
        {class: 'list-toolbar'},
        h(
          'label',
          {class: 'list-sort'},
          h('input', {type: 'checkbox', 'aria-label': 'Markera alla'}),
          icon('sort'),
          h('span', {class: 'text__infotext'}, 'Sortera efter:'),
          h('b', {}, 'Senast uppdaterad'),
        ),
        h(
          'div',
          {class: 'list-toolbar__right'},
          range,
          h(
            'button',
            {type: 'button', class: 'nucleus-button nucleus-button--secondary nucleus-button--small'},
            icon('filter'),
            'Filter',
          ),
        ),
      ),
      h('div', {class: 'list-columns'}, list, filterPanel(show)),
    ),
  );
  breadcrumb(h('span', {class: 'page-heading', 'data-test-title': 'main-title'}, 'Alla ärenden'), count);
  every('rerender', signal, () => wipeForeign(list));
  return 'Alla ärenden : Ellevio Kundservice';
}

function card({id, subject, requester, messages, properties}) {
  const last = messages.at(-1);
  const waits = last.kind === 'in' && messages.length > 1;
  return h(
    'div',
    {class: 'ticket-card', 'data-test-ticket-content': id},
    h('input', {type: 'checkbox', 'data-test-checkbox': `ticket-${id}`, 'aria-label': `Markera ärende ${id}`}),
    h('span', {class: 'avatar avatar--in', 'aria-hidden': 'true'}, initials(requester.name)),
    h(
      'div',
      {class: 'ticket-info'},
      h(
        'div',
        {class: 'ticket-badges'},
        messages.length === 1 ? h('span', {class: 'badge badge--new'}, 'Nytt') : null,
        waits ? h('span', {class: 'badge'}, 'Kunden svarade') : null,
      ),
      h(
        'div',
        {class: 'ticket-title-row'},
        h(
          'a',
          {
            href: `/a/tickets/${id}`,
            class: 'ticket-subject',
            'data-test-link': `tickets-subject-${id}`,
            'data-test-id': `ticket-subject-hover-${id}`,
          },
          subject,
        ),
        h('span', {class: 'ticket-id', 'data-test-ticket-id': ''}, `#${id}`),
      ),
      h(
        'div',
        {class: 'ticket-meta text__infotext'},
        icon('mail'),
        h('span', {}, requester.name),
        h('span', {}, `• ${messages.length === 1 ? 'Skapat' : 'Uppdaterat'} ${ago(last.at)}`),
      ),
    ),
    h(
      'div',
      {class: 'list-filter-wrap'},
      h(
        'div',
        {class: 'list-filter__item list-filter__priority'},
        h('i', {class: `dot dot--${properties.priority === 'Låg' ? 'low' : 'high'}`}),
        properties.priority,
      ),
      h('div', {class: 'list-filter__item'}, icon('contacts'), properties.agent ?? '--'),
      h('div', {class: 'list-filter__item list-filter__status'}, icon('chart'), properties.status),
    ),
  );
}
