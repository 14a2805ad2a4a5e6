/** The conversation as it stands on the page, for when Freshdesk's API doesn't answer. */

import {fileNames} from '../page/files.js';
import {addressesIn, words} from '../page/find.js';
import {bare, readText} from '../page/text.js';

const MOST_COMPARED = 20; // messages: Freshdesk folds a longer thread
const BEGINNING = 60; // characters

/**
 * What has been read of a message is kept until something in it changes: a thread of 300 mails is looked at at every stop in
 * writing.
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>, signal: AbortSignal}} given
 */
export function createThread({document, find, signal}) {
  const kept = createKept({document, find, signal});

  function items() {
    const original = find.first('original');
    const others = find.all('message').filter((item) => item !== original && !original?.contains(item));
    return original ? [original, ...others] : others;
  }

  /** Notes look like external replies, and some pages give them no mark of their own; only mail has recipients. */
  function directions() {
    const original = find.first('original');
    const isTold = Boolean(find.first('messageTo'));
    return (/** @type {Element} */ item) => {
      const {isNote, isIn, hasTo} = kept(item, 'signs', () => signsOf(item, find));
      if (isNote) return 'note';
      if (isIn) return 'in';
      return hasTo || !isTold || item === original ? 'out' : 'note';
    };
  }

  return {
    /** @returns {{messages: any[], complete: boolean}} oldest first; complete is false while older ones are folded away */
    read() {
      const direction = directions();
      const messages = items().map((item) => ({direction: direction(item), ...kept(item, 'message', () => message(item, find))}));
      return {messages, complete: !find.first('older')};
    },
    /**
     * Whether all that is on the page is among what Freshdesk's API has told, by how each begins.
     * @param {{text: string}[]} told
     */
    isIn(told) {
      const shown = items();
      if (shown.length > MOST_COMPARED) return shown.length === told.length;
      const beginnings = shown.map((item) => bare(find.first('messageBody', item)?.textContent ?? '').slice(0, BEGINNING));
      const texts = told.map(({text}) => bare(text));
      return shown.length <= told.length && beginnings.every((words) => texts.some((text) => text.includes(words)));
    },
    /** A cheap sign that the thread has grown. */
    size: () => items().length,
    /**
     * Remembers which messages are there.
     * @returns {() => boolean} whether more mails have gone out since: only what has come and what has gone is read for it
     */
    mark() {
      const before = new Set(items());
      const was = directions();
      /** @param {Set<Element>} some @param {Set<Element>} others @param {ReturnType<typeof directions>} direction */
      const sent = (some, others, direction) => [...some].filter((item) => !others.has(item) && direction(item) === 'out').length;
      return () => {
        const now = new Set(items());
        return sent(now, before, directions()) > sent(before, now, was);
      };
    },
    /** The text of the latest that went out: to see what was really sent. @returns {string|null} */
    latestSent() {
      const direction = directions();
      const item = items().findLast((one) => direction(one) === 'out');
      return item ? kept(item, 'text', () => bodyText(item, find)) : null;
    },
  };
}

/**
 * Keeps what was read of elements until something in them changes. Where that can't be seen (in shadow roots), or a style sheet
 * may still come that says what stands apart, nothing is kept.
 * @param {{document: Document, find: any, signal: AbortSignal}} given
 * @returns {<T>(element: Element, name: string, read: () => T) => T}
 */
export function createKept({document, find, signal}) {
  /** @type {WeakMap<Node, Map<string, any>>} */
  let known = new WeakMap();
  let version = find.version();
  const watched = new WeakSet();
  const watch = new MutationObserver(forget);
  signal.addEventListener('abort', () => watch.disconnect(), {once: true});

  /** @param {MutationRecord[]} records */
  function forget(records) {
    for (const {target} of records) {
      for (let node = /** @type {Node|null} */ (target); node; node = node.parentNode) known.delete(node);
    }
  }

  return (element, name, read) => {
    forget(watch.takeRecords());
    if (version !== find.version()) known = new WeakMap();
    version = find.version();
    const values = known.get(element) ?? new Map();
    if (values.has(name)) return values.get(name);
    const value = read();
    if (signal.aborted || document.readyState !== 'complete' || find.hasRoots(element)) return value;
    if (!watched.has(element)) watch.observe(element, {childList: true, subtree: true, attributes: true, characterData: true});
    watched.add(element);
    known.set(element, values.set(name, value));
    return value;
  };
}

const bodyText = (item, find) => {
  const body = find.first('messageBody', item);
  return body ? readText(body).text : '';
};

function message(item, find) {
  const body = find.first('messageBody', item);
  return {
    from: author(item, find),
    to: addressesIn(words(find.first('messageTo', item))),
    cc: addressesIn(words(find.first('messageCc', item))),
    sent_at: sentAt(find.first('time', item), find),
    attachments: fileNames(item, (element) => element === body),
    text: body ? readText(body, '', {folded: true}).text : '', // the quoted mail may say what ours was
    html: body ? body.getHTML() : '',
  };
}

/** What of a message itself says whose it is. */
function signsOf(item, find) {
  const has = (name) => find.is(name, item) || Boolean(find.first(name, item));
  const isNote = has('notifiedTo') || saysNote(item, find) || (has('noteMark') && !has('messageRecipients'));
  return {isNote, isIn: !isNote && !has('agentMark') && has('customerMark'), hasTo: has('messageTo')};
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
