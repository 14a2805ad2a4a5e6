/** From a composer to the server, or a refusal. */

import {navigate} from '../router.js';
import {api, has, session} from '../session.js';
import {toast} from '../shell.js';
import {quote} from './template.js';
import {stopped} from './trafficcop.js';

const SENT = {
  reply: 'Svaret har skickats',
  forward: 'Ärendet har vidarebefordrats',
  note: 'Anteckningen har lagts till',
};

/** Sends, and sets the status when one is given; then the page leaves for the list. */
export async function deliver(composer, status) {
  const {kind, page, editor, files, draft} = composer;
  if (composer.sending || files.uploading || editor.empty) return;
  const why = kind === 'note' ? null : refusal(composer);
  if (why) return toast('error', why);
  if (kind !== 'note' && has('traffic-cop') && !composer.warned) {
    composer.warned = true;
    return stopped(() => deliver(composer, status));
  }
  composer.sending = true;
  draft.stop();
  composer.ready();
  try {
    await api('POST', `tickets/${page.ticket.id}/${kind}`, form(composer, status));
  } catch (error) {
    composer.sending = false;
    composer.ready();
    composer.touched();
    toast('error', 'Det gick inte att skicka');
    throw error;
  }
  composer.shut();
  document.dispatchEvent(new CustomEvent('freshdesk:sent', {detail: {kind}})); // for the stage around the page
  toast('success', SENT[kind]);
  if (status) navigate('/a/tickets/filters/all_tickets');
  else await page.reload();
}

/** Why the mail may not go, or null. Required properties that are empty become red. */
function refusal({page, addresses}) {
  if (!addresses.to.length) return 'Ange minst en mottagare';
  const missing = session.fields.filter((item) => item.required && !page.properties.values[item.key]);
  page.properties.mark(missing.map((item) => item.key));
  return missing.length ? `Fyll i de obligatoriska fälten: ${missing.map((item) => item.label).join(', ')}` : null;
}

/** The body comes from the editor's model; where the conversation is still folded, it is added to it. */
function form({kind, page, addresses, editor, files}, status) {
  const copy = new DOMParser().parseFromString(editor.html, 'text/html').body;
  const marker = copy.querySelector('.fr-quoted-marker');
  marker?.remove();
  return {
    from: session.support,
    to_emails: addresses.to,
    cc_emails: addresses.cc,
    bcc_emails: addresses.bcc,
    subject: page.ticket.subject,
    body: copy.getHTML(),
    quoted: marker ? quote(page.ticket) : '',
    set_status: status,
    attachments: files.names,
    properties: kind === 'note' ? {} : page.properties.values,
  };
}
