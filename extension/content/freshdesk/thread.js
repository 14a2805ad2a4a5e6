/** The conversation as it stands on the page, for when Freshdesk's API doesn't answer. */

import {addressesIn, words} from './find.js';
import {fileNames} from './files.js';
import {readText} from './text.js';

/**
 * @param {ReturnType<typeof import('./find.js').createFinder>} find
 * @returns {{messages: object[], complete: boolean}} oldest first; complete is false while older ones are folded away
 */
export function threadOnPage(find) {
  const items = itemsOf(find);
  return {messages: items.map((item) => message(item, find)), complete: !find.first('older')};
}

/** A cheap sign that the thread has grown. */
export const threadSize = (find) => itemsOf(find).length;

/** The texts of the mails that went out, newest last: to see what was really sent. */
export const outgoing = (find) => itemsOf(find).filter((item) => direction(item, find) === 'out');

export const bodyText = (item, find) => {
  const body = find.first('messageBody', item);
  return body ? readText(body).text : '';
};

function itemsOf(find) {
  const original = find.first('original');
  return [...(original ? [original] : []), ...find.all('message').filter((item) => item !== original && !original?.contains(item))];
}

function message(item, find) {
  const body = find.first('messageBody', item);
  return {
    direction: direction(item, find),
    from: author(item, find),
    to: addressesIn(words(find.first('messageTo', item))),
    cc: addressesIn(words(find.first('messageCc', item))),
    sent_at: sentAt(find.first('time', item), find),
    attachments: fileNames(item, (element) => element === body),
    text: body ? readText(body, '', {folded: true}).text : '', // the quoted mail may say what ours was
    html: body ? body.getHTML() : '',
  };
}

/** Notes look like external replies, and some pages give them no mark of their own; only mail has recipients. */
function direction(item, find) {
  const has = (name) => find.is(name, item) || Boolean(find.first(name, item));
  if (has('notifiedTo') || saysNote(item, find)) return 'note';
  if (has('noteMark') && !has('messageRecipients')) return 'note';
  if (!has('agentMark') && has('customerMark')) return 'in';
  const isMail = has('messageTo') || !find.first('messageTo') || item === find.first('original');
  return isMail ? 'out' : 'note';
}

function saysNote(item, find) {
  const verb = words(find.first('verb', item)).toLowerCase();
  return find.words('noted').some((word) => verb.includes(word));
}

function author(item, find) {
  const name = words(find.first('author', item));
  const link = find.first('author', item)?.getAttribute('title') ?? '';
  return {name, email: addressesIn(link)[0] ?? ''};
}

/** "tisdag 10 mar 2026 10:15" and its like, in the agent's own time. */
function sentAt(element, find) {
  const told = element?.getAttribute('datetime') ?? element?.getAttribute('aria-label') ?? element?.getAttribute('title') ?? '';
  if (/^\d{4}-\d\d-\d\dT/.test(told)) return told;
  const match = /(\d{1,2})\.?\s+([a-zåäö]{3})[a-zåäö]*\.?,?\s+(\d{4})\D+(\d{1,2})[:.](\d{2})/i.exec(told);
  if (!match) return null;
  const month = find.words('months').indexOf(match[2].toLowerCase());
  if (month < 0) return null;
  const [, day, , year, hour, minute] = match;
  return new Date(Number(year), month, Number(day), Number(hour), Number(minute)).toISOString();
}
