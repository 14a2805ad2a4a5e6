/** The conversation. Long ones keep their middle off the page until "load more". */

import {h, icon, iconButton, mail} from '../dom.js';
import {has, oneOf} from '../session.js';
import {initials} from '../shell.js';
import {ago, full} from '../times.js';

const SHOWN = 4;
const VERBS = {in: 'svarade', external: 'svarade', out: 'svarade', note: 'lade till en privat anteckning'};
const QUOTES =
  '.freshdesk_quote, .gmail_quote, .x_freshdesk_quote, blockquote[type=cite], #divRplyFwdMsg, [data-quote]';

/** @returns {{element: HTMLElement, render(): void}} */
export function thread(page) {
  const element = h('div', {class: 'ticket-thread'});
  const files = attachments();
  let whole = false;
  const showAll = () => {
    whole = true;
    render();
  };
  const render = () => {
    const [first, ...others] = page.ticket.messages;
    const hidden = whole ? 0 : Math.max(0, others.length - SHOWN);
    element.replaceChildren(
      description(page.ticket, first, files),
      ...(hidden ? [loadMore(hidden, showAll)] : []),
      ...others.slice(hidden).map((message) => entry(message, files)),
    );
  };
  render();
  return {element, render};
}

function loadMore(count, load) {
  const pend = () => {
    button.classList.add('pending');
    setTimeout(load, 150);
  };
  const button = h(
    'button',
    {
      type: 'button',
      class: 'load-more',
      'data-test-button': 'load-more',
      on: {click: pend},
    },
    `+${count} konversationer`,
  );
  return h('div', {class: 'ticket-details__item--more'}, button);
}

function description(ticket, message, files) {
  const body = content(message, 'ticket_original_request');
  return h(
    'div',
    {
      class: 'ticket-details__item requestor-wrap ticket-details__requestor ember-view',
      'data-test-id': 'ticket-description',
      'data-album': `ticket_${ticket.id}`,
    },
    person(message),
    h(
      'div',
      {class: 'ticket-details__right'},
      h(
        'div',
        {class: 'ticket-details__item__header sender-info requester-wrap'},
        who(message, message.kind === 'out' ? 'skickade ett e-postmeddelande' : 'rapporterade via e-post'),
        when(message),
      ),
      recipients(message),
      body,
      files(message),
    ),
  );
}

function entry(message, files) {
  const kind = {
    in: ' ticket-details__requestor',
    external: ' ticket-details__privatenote ticket-details__external',
    out: ' ticket-details__agent',
    note: has('bare-notes') ? '' : ' ticket-details__privatenote',
  }[message.kind];
  return h(
    'div',
    {
      class: `ticket-details__item ember-view${kind}`,
      'data-test-id': 'conversation-wrapper',
      'data-album': `note_${message.id}`,
      'data-test-is-agent': message.kind === 'out' || message.kind === 'note',
    },
    person(message),
    h(
      'div',
      {class: 'ticket-details__right ticket_note', 'data-note-id': message.id},
      h(
        'div',
        {class: 'conversation-header sender-info', 'data-test-id': `conversation-${message.id}`},
        who(message, VERBS[message.kind]),
        when(message),
        h(
          'span',
          {class: 'ticket-actions-container'},
          message.kind === 'note' ? iconButton('note', 'Redigera', {'data-test-conversation-actions': 'edit'}) : null,
        ),
      ),
      recipients(message),
      content(message),
      files(message),
    ),
  );
}

const person = ({sender, kind}) =>
  h('span', {class: `avatar avatar--${kind}`, 'aria-hidden': 'true'}, initials(sender.name));

function who(message, verb) {
  const customer = message.kind === 'in' || message.kind === 'external';
  const name = h('b', {class: 'user _ar_redact_'}, message.sender.name);
  return [
    customer
      ? h('a', {href: `/a/contacts/${message.sender.id}`, 'data-test-id': 'user-name'}, name)
      : h('span', {'data-test-id': 'user-name'}, name),
    h('span', {'data-test-id': 'conversation-status', class: 'text__infotext'}, ` ${verb}`),
  ];
}

function when({at}) {
  return h(
    'div',
    {class: 'created-time'},
    h('span', {'data-test-id': 'time-ago', class: 'timeago-units'}, ago(at)),
    h('span', {'data-test-id': 'time-info', 'aria-label': full(at)}, ` (${full(at)})`),
  );
}

function recipients({kind, to, cc}) {
  const row = (id, label, addresses) =>
    addresses.length
      ? h(
          'div',
          {'data-test-id': id},
          h('span', {class: 'text__infotext'}, label),
          h('span', {'data-test-id': 'display-emails', class: 'display_emails'}, addresses.join(', ')),
        )
      : null;
  if (kind === 'note') {
    const look = has('bare-notes') ? 'emails-info' : 'emails-info notify';
    return to.length ? h('div', {class: look}, row('notified-to-emails', 'Meddelade: ', to)) : null;
  }
  return h('div', {class: 'emails-info'}, row('to-emails', 'Till: ', to), row('cc-emails', 'Kopia: ', cc));
}

/** A mail's body. Quoted history stays in the page but is folded away; how is not public: our invention. */
function content(message, id = null) {
  const body = h(
    'div',
    {class: 'ticket-details__conversation__content text__content', 'data-test-id': 'conversation-content'},
    h('div', {'data-test-conversation': 'conversation-text', class: 'text-content-wrapper'}, mail(message.html)),
  );
  for (const quote of body.querySelectorAll(QUOTES)) {
    if (quote.parentElement.closest('[hidden]')) continue;
    quote.hidden = true;
    quote.before(
      h(
        'button',
        {
          type: 'button',
          class: 'quote-toggle',
          'aria-label': 'Visa citerad text',
          'aria-expanded': 'false',
          on: {
            click: ({currentTarget}) =>
              currentTarget.setAttribute('aria-expanded', String(!(quote.hidden = !quote.hidden))),
          },
        },
        '•••',
      ),
    );
  }
  return h('div', {'data-test-id': 'conversation-content-wrapper', id}, body);
}

/** How attachments are marked up is not public: one of three inventions, drawn when the page is loaded. */
function attachments() {
  const draw = oneOf(
    (file) =>
      h(
        'li',
        {class: 'attachment-list__item'},
        icon('clip'),
        h('a', {class: 'attachment__name', href: '#', title: file.name}, file.name),
        h('span', {class: 'text__infotext'}, size(file)),
      ),
    (file) =>
      h(
        'li',
        {'data-test-id': `attachment-${file.name}`},
        icon('clip'),
        h('span', {}, file.name),
        h('span', {class: 'text__infotext'}, size(file)),
      ),
    (file) =>
      h(
        'li',
        {class: 'file-card'},
        icon('clip'),
        h('a', {href: '#', download: file.name}, file.name),
        h('span', {class: 'text__infotext'}, size(file)),
      ),
  );
  return ({attachments: files}) =>
    files.length ? h('ul', {class: 'attachment-list', 'aria-label': 'Bilagor'}, files.map(draw)) : null;
}

const size = (file) => ` (${Math.round(file.size / 1024)} kB)`;
