/** The ticket page: header, action bar, thread, composers, properties and contact. */

import {openComposer} from '../composer/composer.js';
import {h, wipeForeign} from '../dom.js';
import {api, every, has, leftPage, pause} from '../session.js';
import {breadcrumb} from '../shell.js';
import {actionBar, bottomBar, heading} from './header.js';
import {contactPanel} from './contact.js';
import {propertiesPanel} from './properties.js';
import {thread} from './thread.js';

export async function ticketPage(outlet, [id], signal) {
  const ticket = await api('GET', `tickets/${id}`).catch((error) =>
    error.status === 404 ? null : Promise.reject(error),
  );
  if (!ticket) {
    breadcrumb();
    outlet.append(
      h(
        'div',
        {class: 'empty-page'},
        `Ärende ${id} finns inte. `,
        h('a', {href: '/a/tickets/filters/all_tickets'}, 'Till ärendena'),
      ),
    );
    return 'Ärendet finns inte : Ellevio Kundservice';
  }
  const page = {ticket, signal, composers: []};
  page.open = (kind) => openComposer(page, kind);
  page.reload = () => reload(page);
  page.composerList = h('div', {class: 'composers'});
  page.bottom = h('div', {class: 'reply-area'});
  page.properties = propertiesPanel(page);
  page.thread = thread(page);
  const bar = h('section', {id: 'mainactionbar', class: 'main-action-bar ember-view'});
  const contact = (page.contact = h('div', {class: 'contact-slot'}));
  const conversation = h(
    'div',
    {class: 'tickets-conversation-pane'},
    heading(page),
    page.thread.element,
    page.composerList,
    page.bottom,
  );
  outlet.append(
    h(
      'div',
      {id: 'ticket-details', class: 'ticket-page __module-tickets__ticket-details ember-view'},
      bar,
      h(
        'div',
        {class: 'ticket-columns'},
        h('div', {class: 'ticket-details-wrapper'}, conversation),
        h('aside', {class: 'ticket-side'}, page.properties.element, contact),
      ),
    ),
  );

  breadcrumb(
    h(
      'a',
      {
        class: 'breadcrumb__item breadcrumb-title',
        href: '/a/tickets/filters/all_tickets',
        'data-test-title': 'main-title',
      },
      'Alla ärenden',
    ),
    h('span', {class: 'breadcrumb__separator', 'aria-hidden': 'true'}, '›'),
    h('span', {class: 'breadcrumb__item active', 'data-test-id': 'breadcrumb-item'}, id),
  );
  later(page, bar, contact);
  every('rerender', signal, () => {
    for (const area of [bar, conversation, page.properties.element]) wipeForeign(area);
    for (const composer of page.composers) composer.renderSend();
  });
  every('updates', signal, () => refresh(page));
  return `[#${id}] ${ticket.subject} : Ellevio Kundservice`;
}

/** Action bar, reply bar and contact panel come a beat after the rest. */
async function later(page, bar, contact) {
  try {
    await pause('inner', page.signal);
    bar.append(actionBar(page));
    page.bottom.append(bottomBar(page));
    if (!has('no-contact')) contact.append(contactPanel(page.ticket));
    addEventListener('keydown', (event) => shortcut(page, event), {signal: page.signal});
    document.dispatchEvent(new CustomEvent('freshdesk:shown')); // for the stage around the page
  } catch (error) {
    if (!leftPage(error)) throw error;
  }
}

/** r, n and f, when nothing that takes text has the focus. */
function shortcut(page, event) {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable=true]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const kind = {r: 'reply', n: 'note', f: 'forward'}[event.key];
  if (!kind) return;
  event.preventDefault();
  page.open(kind);
}

/** Polls for changes to the ticket; the real page gets them over a websocket. */
async function refresh(page) {
  const {version} = await api('GET', `tickets/${page.ticket.id}/version`).catch(() => page.ticket);
  if (version !== page.ticket.version && !page.signal.aborted) await reload(page);
}

async function reload(page) {
  const now = await api('GET', `tickets/${page.ticket.id}`);
  Object.assign(page.ticket, now);
  page.thread.render();
  page.properties.render();
  if (page.contact.childElementCount) page.contact.replaceChildren(contactPanel(page.ticket));
}
