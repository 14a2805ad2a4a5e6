/** Who the customer is: the old panel in the page, or the new one in a shadow root. */

import {h, icon, shadowed} from '../dom.js';
import {has} from '../session.js';
import {initials} from '../shell.js';

export function contactPanel({requester}) {
  return has('shadow') ? newPanel(requester) : oldPanel(requester);
}

function oldPanel({id, name, email, phone, company}) {
  const row = (field, label, value) =>
    value
      ? h(
          'div',
          {class: 'info-details-row', 'data-test-id': `requester-info-contact-${field}`},
          h('div', {class: 'text__infotext'}, label),
          h('div', {class: 'info-details-content'}, value),
        )
      : null;
  return h(
    'section',
    {class: 'info-details-widget ember-view', 'aria-label': 'Kontaktuppgifter'},
    h('h3', {class: 'widget-title'}, icon('contacts'), 'Kontaktuppgifter'),
    h(
      'div',
      {class: 'widget-requestor'},
      h('span', {class: 'avatar avatar--in', 'aria-hidden': 'true'}, initials(name)),
      h('a', {class: 'widget-requestor-info', href: `/a/contacts/${id}`}, name),
    ),
    row('email', 'E-post', email),
    row('phone', 'Telefon', phone),
    company
      ? h(
          'div',
          {class: 'company-info'},
          h('div', {class: 'text__infotext'}, 'Företag'),
          h('a', {href: '/a/companies/5001'}, company),
        )
      : null,
    h(
      'div',
      {class: 'contacts__view_more_info'},
      h('a', {href: `/a/contacts/${id}`, 'data-test-id': 'view-more-info'}, 'Visa mer'),
    ),
  );
}

function newPanel({id, name, email, phone, company}) {
  const inner = h(
    'section',
    {class: 'info-details-widget'},
    h('h3', {class: 'widget-title'}, icon('contacts'), 'Kontaktuppgifter'),
    h('div', {class: 'widget-requestor'}, h('a', {href: `/a/contacts/${id}`}, name)),
    h(
      'div',
      {class: 'flex flex-col'},
      h('p', {class: 'text__infotext'}, 'E-post'),
      h('p', {class: 'break-all'}, email),
    ),
    phone ? h('div', {class: 'flex flex-col'}, h('p', {class: 'text__infotext'}, 'Telefon'), h('p', {}, phone)) : null,
    company ? h('a', {href: '/a/companies/5001'}, company) : null,
  );
  const application = h('mfe-application', {'app-id': 'fw-unified-mfe--contact-info'});
  application.append(shadowed('fw-unified-mfe--contact-info', {}, inner));
  return application;
}
