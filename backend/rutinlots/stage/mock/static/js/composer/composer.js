/** Reply, forward and private note. Several may be open at once. */

import {h, icon, iconButton, mail} from '../dom.js';
import {has, leftPage, pause, session} from '../session.js';
import {initials} from '../shell.js';
import {attachments} from './attachments.js';
import {cannedButton, cannedPanel, typedShortcut} from './canned.js';
import {createDraft} from './draft.js';
import {caretIn, createEditor} from './editor.js';
import {deliver} from './outgoing.js';
import {recipients} from './recipients.js';
import {sendButton} from './send.js';
import {forwardTemplate, quote, replyTemplate, savedDraft} from './template.js';

const DRAFTS = {reply: 'draft', note: 'note_draft', forward: 'forward_draft'}; // what the server calls them
const LABELS = {reply: 'Svara', forward: 'Vidarebefordra', note: 'Anteckning'};
const SEND = {reply: 'Skicka', forward: 'Skicka', note: 'Lägg till anteckning'};

export function openComposer(page, kind) {
  const open = page.composers.find((composer) => composer.kind === kind);
  if (open) return open.editor.focus();
  const composer = build(page, kind);
  page.composers.push(composer);
  page.composerList.append(composer.element);
  page.bottom.hidden = true;
  composer.element.scrollIntoView({block: 'end'});
  composer.editor.focus();
  prefill(page, composer);
}

function build(page, kind) {
  const {ticket} = page;
  const composer = {kind, page, sending: false, isWhole: false, isTouched: false, shut, ready, touched, renderSend: () => button.render()};
  const begun = ticket.around?.[kind];
  composer.files = attachments(() => {
    ready();
    if (!composer.files.uploading) touched();
  });
  composer.addresses = recipients(kind, {
    to: begun?.to ?? (kind === 'reply' ? (ticket.addressed?.to ?? [ticket.requester.email]) : []),
    cc: begun?.cc ?? (kind === 'reply' ? (ticket.addressed?.cc ?? ticket.messages[0].cc) : []),
    bcc: begun?.bcc ?? [],
    known: [ticket.requester.email, session.support],
    changed: touched,
  });
  const kept = session.keeps.includes(kind) ? `tickets/${ticket.id}/draft` : null;
  composer.draft = createDraft(kept, (written) => {
    ticket[DRAFTS[kind]] = written?.body ?? null;
    if (ticket.around) ticket.around[kind] = written ?? undefined;
  }, page.signal);
  composer.editor = createEditor({
    label: LABELS[kind],
    placeholder: kind === 'note' ? 'Skriv en anteckning …' : 'Skriv ett svar …',
    changed(byHand) {
      ready();
      if (!byHand) return;
      save();
      if (typedShortcut()) cannedPanel(composer.editor, page.signal);
    },
  });
  const button = sendButton({label: SEND[kind], withStatus: true, send: (status) => deliver(composer, status)});
  composer.element = frame(composer, button.element);

  composer.files.accept(composer.editor.box);
  composer.editor.element.addEventListener('click', (event) => quoteClick(composer, event.target));
  // Whether the real page sends by this key is not known: our invention, and switchable.
  composer.editor.box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || has('no-send-shortcut')) return;
    event.preventDefault();
    deliver(composer, null);
  });
  composer.files.restore(begun?.attachments ?? []);
  composer.isTouched = false;
  ready();

  function save() {
    const {to, cc, bcc} = composer.addresses;
    const around = session.keeps.includes('around') ? {to, cc, bcc, attachments: composer.files.files} : {};
    composer.draft.save({kind, body: composer.editor.html, ...around});
  }
  /** Recipients and attachments are kept with the body, once the template has come into it. */
  function touched() {
    composer.isTouched = true;
    if (composer.isWhole && !composer.sending && session.keeps.includes('around')) save();
  }
  function ready() {
    button.enable(!composer.sending && !composer.files.uploading && !composer.editor.empty);
  }
  function shut() {
    composer.element.remove();
    page.composers.splice(page.composers.indexOf(composer), 1);
    page.bottom.hidden = page.composers.length > 0;
  }
  return composer;
}

function frame({kind, page, addresses, editor, files, draft, shut}, sendButtons) {
  const discard = () => {
    draft.discard({kind});
    shut();
  };
  const tab = h(
    'button',
    {type: 'button', class: 'ticket-action-button', 'aria-pressed': 'true'},
    icon(kind),
    LABELS[kind],
  );
  const actions = h(
    'div',
    {class: 'ticket-editor__actions ticket-action__btn'},
    iconButton('trash', 'Kasta utkast', {class: 'discard-draft', on: {click: discard}}),
    sendButtons,
  );
  const body = h('div', {class: 'ticket-editor__bodytext'}, editor.box);
  return h(
    'div',
    {class: `ticket-details__item rich-editor rich-editor--${kind} ember-view`},
    h('span', {class: 'avatar avatar--agent', 'aria-hidden': 'true'}, initials(session.agent.name)),
    h(
      'div',
      {class: 'ticket-editor'},
      h('div', {class: 'ticket-actions-list'}, tab),
      addresses.element,
      h('div', {'data-test-id': 'drag-and-drop-component'}, body, files.list),
      h(
        'div',
        {class: 'ticket-editor__footer'},
        h('div', {class: 'ticket-editor__tools'}, files.button, cannedButton(editor, page.signal)),
        actions,
      ),
    ),
  );
}

async function prefill(page, composer) {
  try {
    await template(page, composer);
  } catch (error) {
    if (leftPage(error)) return;
    throw error;
  }
  composer.isWhole = true;
  if (composer.isTouched) composer.touched();
}

/** The template arrives after the editor; what has been typed meanwhile stays below its greeting. */
async function template({ticket, signal}, {kind, editor, element}) {
  if (kind === 'note') return void (ticket.note_draft && editor.fill(ticket.note_draft));
  if (has('empty-editor')) return;
  const draft = ticket[DRAFTS[kind]]; // what is typed from now on is saved as one too
  await pause('template', signal);
  const typed = editor.empty ? [] : [...editor.element.childNodes];
  if (kind === 'forward') editor.fill(draft ?? forwardTemplate());
  else editor.fill(draft ?? (has('saved-draft') ? savedDraft(ticket) : replyTemplate(ticket)));
  if (typed.length) {
    editor.element.children[1].replaceWith(...typed);
    editor.element.dispatchEvent(new InputEvent('input', {bubbles: true}));
  } else if (document.activeElement === editor.element) caretIn(editor.element, kind === 'reply' ? 2 : 0);
  element.scrollIntoView({block: 'end'});
}

function quoteClick({page, editor}, target) {
  const marker = target.closest('.fr-quoted-marker');
  if (target.closest('.fr-quoted-marker-remove')) marker.remove();
  else if (target.closest('.fr-quoted-marker-toggle')) marker.replaceWith(mail(quote(page.ticket)));
  else return;
  editor.element.dispatchEvent(new InputEvent('input', {bubbles: true}));
}
