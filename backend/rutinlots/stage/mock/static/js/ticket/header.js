/** The subject, and the ways to open a composer: the bar at the top or the one below the thread. */

import {h, icon, iconButton, shadowed} from '../dom.js';
import {drawer} from '../drawers.js';
import {api, has} from '../session.js';
import {toast} from '../shell.js';
import {navigate} from '../router.js';

/** The ticket's header with its subject. */
export function heading({ticket}) {
  const status = h('span', {class: 'status-card', 'data-test-id': 'ticket-status'}, state(ticket));
  if (has('shadow')) {
    const name = h('p', {class: 'text-lg font-semibold break-words'}, ticket.subject);
    return shadowed(
      'ticket-details',
      {class: 'ticket-details-mfe'},
      h('div', {class: 'ticket-details-header'}, h('span', {class: 'channel'}, icon('mail')), name, status),
    );
  }
  const summary = h(
    'button',
    {
      type: 'button',
      class: 'nucleus-button nucleus-button--text nucleus-button--small',
      'data-test-id': 'add-summary-button',
    },
    'Lägg till AI-sammanfattning',
  );
  const subject = has('sentiment-heading')
    ? h('h2', {class: 'sentiment-ticket-heading'}, ticket.subject, summary)
    : h('h2', {class: 'ticket-subject-heading'}, ticket.subject);
  return h(
    'div',
    {class: 'ticket-details-header ember-view'},
    h('span', {class: 'channel'}, icon('mail')),
    subject,
    h(
      'div',
      {class: 'ticket-header-end'},
      h('div', {class: 'status-cards-container'}, status),
      has('sentiment-heading') ? null : summary,
    ),
  );
}

function state({messages}) {
  const mails = messages.filter(({kind}) => kind !== 'note');
  return mails.length === 1 ? 'Nytt' : mails.at(-1)?.kind === 'in' ? 'Kunden svarade' : 'Besvarat';
}

/** The bar above the ticket. Reply, note and forward are missing where they are below the thread. */
export function actionBar(page) {
  const old = has('old-buttons');
  const writing = has('bottom-bar')
    ? []
    : [
        button(
          'reply',
          'Svara',
          {
            [old ? 'data-test-email-action-btn' : 'data-test-email-action']: 'reply',
            class: 'nucleus-button nucleus-button--secondary primary-action',
          },
          () => page.open('reply'),
        ),
        button(
          'note',
          'Lägg till anteckning',
          old ? {'data-test-email-action-btn': 'note'} : {'data-test-note-action': 'add', 'data-test-id': 'add-note'},
          () => page.open('note'),
        ),
        button('forward', 'Vidarebefordra', {'data-test-actions': 'forward'}, () => page.open('forward')),
      ];
  return h(
    'div',
    {class: 'page-actions ember-view'},
    h(
      'div',
      {class: 'page-actions__left reply-bar-wrapper-top'},
      h(
        'div',
        {class: 'page-actions__group'},
        iconButton('star', 'Bevaka', {class: 'app-icon-btn--text'}),
        h(
          'div',
          {class: 'reply-bar-top'},
          writing.map((item) => h('span', {class: 'reply-bar-top__item'}, item)),
        ),
        button('close', 'Stäng', {'data-test-actions': 'close'}, () => close(page)),
        button('merge', 'Slå ihop', {'data-test-actions': 'merge'}, () => {}),
        button('trash', 'Radera', {'data-test-actions': 'delete'}, () => {}),
        iconButton('more', 'Mer', {class: 'app-icon-btn--text'}),
      ),
    ),
    h(
      'div',
      {class: 'page-actions__right'},
      h(
        'div',
        {class: 'pull-right'},
        h(
          'button',
          {
            type: 'button',
            class: 'nucleus-button nucleus-button--text nucleus-button--small',
            'data-test-toggle-activity': '',
            on: {click: () => drawer('Aktiviteter', document.querySelector('.ticket-columns'), page.signal)},
          },
          'Visa aktiviteter',
        ),
        iconButton('left', 'Föregående ärende'),
        iconButton('right', 'Nästa ärende'),
      ),
    ),
  );
}

/** Below the thread: a row of buttons, or the closed editor that opens by a click. */
export function bottomBar(page) {
  if (!has('bottom-bar')) {
    return h(
      'button',
      {
        type: 'button',
        class: 'editor-placeholder',
        'data-test-id': 'active-editor',
        on: {click: () => page.open('reply')},
      },
      icon('reply'),
      'Skriv ett svar …',
    );
  }
  const row = () =>
    h(
      'ul',
      {class: 'reply-bar'},
      [
        ['reply', 'Svara'],
        ['note', 'Lägg till anteckning'],
        ['forward', 'Vidarebefordra'],
      ].map(([kind, label]) =>
        h(
          'li',
          {class: 'reply-bar__item'},
          button(kind, label, {'data-test-id': `ticket-action-${kind}`}, () => page.open(kind)),
        ),
      ),
    );
  return h(
    'div',
    {},
    h('div', {class: 'reply-bar-wrapper reply-bar-wrapper--narrow', hidden: true}, row()),
    h('div', {class: 'reply-bar-wrapper'}, row()),
  );
}

function button(name, label, attributes, click) {
  return h(
    'button',
    {
      type: 'button',
      class: 'nucleus-button nucleus-button--secondary nucleus-button--small',
      ...attributes,
      on: {click},
    },
    icon(name),
    label,
  );
}

async function close(page) {
  await api('PUT', `tickets/${page.ticket.id}`, {properties: {status: 'Avslutad'}});
  toast('success', 'Ärendet har stängts');
  navigate('/a/tickets/filters/all_tickets');
}
