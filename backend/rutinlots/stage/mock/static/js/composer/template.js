/** What a composer is filled with: the account's agent reply template, and the conversation so far as a quote. */

import {session} from '../session.js';
import {full} from '../times.js';
import {paragraph} from './editor.js';

const EMPTY = '';

function blocks(lines) {
  const tag = paragraph();
  return lines.map((line) => `<${tag}>${line || '<br>'}</${tag}>`).join('');
}

const ENTITIES = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};
const escaped = (text) => text.replace(/[&<>]/g, (sign) => ENTITIES[sign]);

const firstName = () => session.agent.name.split(' ')[0];

export const signature = () => [
  'Med vänlig hälsning,',
  EMPTY,
  escaped(firstName()),
  EMPTY,
  'Kundservice',
  'Ellevio AB (publ)',
  EMPTY,
  '0771-53 53 00',
  'kundservice@ellevio.se',
  EMPTY,
  '<a href="https://www.ellevio.se">www.ellevio.se</a>',
];

/** The template greets by the first word of the contact's name, whatever that is. */
export function replyTemplate({requester}) {
  const greeted = escaped(requester.name.split(/\s+/)[0]);
  return blocks([`Hej ${greeted},`, EMPTY, EMPTY, EMPTY, ...signature()]) + quoteMarker();
}

export function savedDraft({requester}) {
  const greeted = escaped(requester.name.split(/\s+/)[0]);
  return (
    blocks([
      `Hej ${greeted},`,
      EMPTY,
      'Tack för att du hör av dig. Jag har börjat titta på det här och',
      EMPTY,
      ...signature(),
    ]) + quoteMarker()
  );
}

export const forwardTemplate = () => blocks([EMPTY, EMPTY, ...signature()]) + quoteMarker();

export const newMailTemplate = () => blocks([EMPTY, EMPTY, ...signature()]);

/** The folded conversation. Only the class of its remove button is known; the rest is our invention. */
function quoteMarker() {
  const button = (name, label, sign) =>
    `<button type="button" class="fr-quoted-marker-${name}" aria-label="${label}">${sign}</button>`;
  const buttons = button('toggle', 'Visa hela konversationen', '•••') + button('remove', 'Ta bort citerad text', '×');
  return `<div class="fr-quoted-marker" contenteditable="false">${buttons}</div>`;
}

/** The conversation as delivered mail quotes it, newest first. */
export function quote({messages}) {
  const part = ({at, sender, kind, html}) => {
    const address = kind === 'out' ? session.support : sender.email;
    const heading = `<div>Den ${full(at)} skrev ${escaped(`${sender.name} <${address}>`)}:</div>`;
    return `${heading}<blockquote class="freshdesk_quote">${html}</blockquote>`;
  };
  const mails = messages.filter((message) => message.kind !== 'note').reverse();
  return `<div class="freshdesk_quote">${mails.map(part).join('')}</div>`;
}
