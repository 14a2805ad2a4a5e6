/** A new e-mail to a customer. */

import {attachments} from './composer/attachments.js';
import {cannedButton} from './composer/canned.js';
import {createDraft} from './composer/draft.js';
import {createEditor} from './composer/editor.js';
import {newMailTemplate} from './composer/template.js';
import {h, wipeForeign} from './dom.js';
import {mailAddress, multiSelect} from './multiselect.js';
import {navigate} from './router.js';
import {api, every, has, leftPage, pause, session} from './session.js';
import {powerSelect} from './select.js';
import {breadcrumb, toast} from './shell.js';
import {propertyField} from './ticket/field.js';

const START = {status: 'Öppen', priority: 'Låg', group: 'Kundservice'};

export async function composePage(outlet, _parts, signal) {
  let isWhole = false; // with the template, without which nothing of it is kept
  let isTouched = false;
  const contacts = (await api('GET', 'tickets')).map((ticket) => ticket.requester.email);
  const values = {agent: session.agent.name, ...START, ...session.composed?.properties};
  const sender = `Ellevio Kundservice (${session.support})`;
  const to = addresses('Till', contacts, changed);
  const cc = addresses('Kopia', contacts, changed);
  const subject = h('input', {
    type: 'text',
    name: 'subject',
    class: 'form-text',
    'data-test-text-field': 'subject',
    'aria-label': 'Ämne',
    placeholder: 'Ämne',
    on: {input: changed},
  });
  const files = attachments(() => {
    submit.disabled = files.uploading;
    if (!files.uploading) changed();
  });
  const editor = createEditor({label: 'Beskrivning', placeholder: 'Skriv ett meddelande …', changed: (byHand) => byHand && changed()});
  const draft = createDraft(session.keeps.includes('new') ? 'composed' : null, remember, signal);
  const fields = new Map();
  const submit = h(
    'button',
    {
      type: 'button',
      class: 'nucleus-button nucleus-button--primary',
      'data-test-button': 'save-form',
      on: {click: send},
    },
    'Skicka',
  );

  for (const item of session.fields) {
    const choices = () => (item.parent ? (session.subcategories[values[item.parent]] ?? []) : item.choices);
    const field = propertyField(item, values[item.key] ?? null, {
      choices,
      changed: (value) => {
        values[item.key] = value;
        field.fault(false);
        changed();
      },
    });
    fields.set(item.key, field);
  }
  function changed() {
    isTouched = true;
    if (!isWhole) return;
    draft.save({to: to.values, cc: cc.values, subject: subject.value, properties: values, attachments: files.files, body: editor.html});
  }
  function remember(written) {
    session.composed = written && {...written, html: written.body};
  }
  async function send() {
    if (submit.disabled) return;
    const missing = session.fields.filter((item) => item.required && !values[item.key]);
    for (const [key, field] of fields) field.fault(missing.some((item) => item.key === key));
    if (!to.values.length || !subject.value.trim() || editor.empty)
      return toast('error', 'Fyll i mottagare, ämne och meddelande');
    if (missing.length)
      return toast('error', `Fyll i de obligatoriska fälten: ${missing.map((item) => item.label).join(', ')}`);
    submit.disabled = true;
    draft.stop();
    const mail = {
      from: session.support,
      to_emails: to.values,
      cc_emails: cc.values,
      bcc_emails: [],
      subject: subject.value,
      body: editor.html,
      attachments: files.names,
      properties: values,
    };
    try {
      await api('POST', 'tickets/outbound_email', mail);
    } catch (error) {
      submit.disabled = false;
      changed();
      toast('error', 'Det gick inte att skicka');
      throw error;
    }
    document.dispatchEvent(new CustomEvent('freshdesk:sent', {detail: {kind: 'new'}}));
    toast('success', 'E-postmeddelandet har skickats');
    navigate('/a/tickets/filters/all_tickets');
  }

  function revealCopy({currentTarget}) {
    ccRow.hidden = false;
    currentTarget.remove();
    cc.focus();
  }

  const ccRow = row('Kopia', cc.element);
  ccRow.hidden = true;
  const form = h(
    'div',
    {class: 'compose-page ember-view'},
    h(
      'div',
      {class: 'compose-form'},
      row('Från', powerSelect({label: 'Från', value: sender, choices: () => [sender], changed: () => {}}).element),
      row(
        'Till',
        h('div', {'data-test-id': 'requester', class: 'compose-to'}, to.element),
        h(
          'span',
          {
            'data-test-id': 'showCcLink',
            class: 'show-copy',
            role: 'button',
            tabindex: 0,
            on: {click: revealCopy},
          },
          'Lägg till kopia',
        ),
      ),
      ccRow,
      row('Ämne', subject),
      h(
        'div',
        {class: 'compose-body', 'data-test-id': 'drag-and-drop-component'},
        editor.box,
        files.list,
        h(
          'div',
          {class: 'ticket-editor__footer'},
          h('div', {class: 'ticket-editor__tools'}, files.button, cannedButton(editor, signal)),
        ),
      ),
      h('h3', {class: 'widget-title'}, 'Egenskaper'),
      h(
        'div',
        {class: 'compose-properties'},
        [...fields.values()].map(({element}) => element),
      ),
    ),
    h(
      'div',
      {class: 'create-ticket-footer'},
      h(
        'div',
        {class: 'form-submission__actions'},
        h('a', {class: 'nucleus-button nucleus-button--secondary', href: '/a/tickets/filters/all_tickets'}, 'Avbryt'),
        submit,
      ),
    ),
  );
  if (session.composed) {
    to.set(session.composed.to);
    cc.set(session.composed.cc ?? []);
    if (cc.values.length) revealCopy({currentTarget: form.querySelector('.show-copy')});
    subject.value = session.composed.subject;
    files.restore(session.composed.attachments ?? []);
  }
  files.accept(editor.box);
  outlet.append(form);
  breadcrumb(h('span', {class: 'page-heading', 'data-test-title': 'main-title'}, 'Nytt e-postmeddelande'));
  every('rerender', signal, () => wipeForeign(form));
  isTouched = false;
  prefill(editor, signal).then(() => {
    isWhole = true;
    if (isTouched) changed();
  });
  return 'Nytt e-postmeddelande : Ellevio Kundservice';
}

async function prefill(editor, signal) {
  if (has('empty-editor')) return;
  try {
    await pause('template', signal);
    if (editor.empty) editor.fill(session.composed?.html ?? newMailTemplate());
  } catch (error) {
    if (!leftPage(error)) throw error;
  }
}

function addresses(label, known, changed) {
  const select = multiSelect({label, values: [], choices: () => known, free: mailAddress, changed});
  select.element.querySelector('input').classList.add('ember-power-select-search-input');
  return select;
}

const row = (label, ...content) =>
  h('div', {class: 'compose-row'}, h('label', {class: 'ticket-action__label'}, label), ...content);
