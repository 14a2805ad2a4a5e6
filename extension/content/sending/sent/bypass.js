/**
 * Mails that left without passing the gate: known by their text, which stands in the thread or on the page when the
 * editor with it is gone. Says so afterwards, and never of a draft that was thrown away.
 */

import {createTimers} from '../../app/state/timers.js';
import {LINK_MS, SOON_MS, SURE_MS} from '../timing.js';
import {excerpt, isTelling} from './excerpt.js';

const KEPT = 8; // texts that are known
const START = 200; // characters of a mail in the thread that have to be the draft's
const PASSED = 'rutinlots-passed'; // what tabs of the same Freshdesk tell each other of

/**
 * @typedef {{ticket: number|null, draft: string, open: boolean, at: number, latest: string|null|undefined}} Look  at a ticket
 * @param {{page: any, store: import('../../app/state/state.js').Store, notify: import('../../app/state/notices.js').Notify,
 *   record: import('../../app/backend/client.js').Record, target: EventTarget, signal: AbortSignal}} given
 */
export function createBypass({page, store, notify, record, target, signal}) {
  const timers = createTimers(signal);
  /** @type {Look|null} the latest one */
  let seen = null;
  /** @type {string[]} texts that passed the gate, or were told of */
  let known = [];
  /** @type {number[]} marks of those that passed it in other tabs, where the same draft may be open */
  let passedElsewhere = [];
  let linkAt = -Infinity;
  const tabs = new BroadcastChannel(PASSED);

  tabs.addEventListener('message', ({data}) => void (passedElsewhere = [...passedElsewhere, data].slice(-KEPT)), {signal});
  signal.addEventListener('abort', () => tabs.close(), {once: true});
  target.addEventListener('click', noteLink, {capture: true, passive: true, signal});

  /** @param {globalThis.Event} event */
  function noteLink(event) {
    const leads = (/** @type {EventTarget} */ node) =>
      node instanceof Element && node.localName === 'a' && /^(?!#)./.test(node.getAttribute('href') ?? '');
    linkAt = event.composedPath().some(leads) ? performance.now() : -Infinity;
  }

  const code = () => store.state.pack.prompts.gate.code;
  /** @param {string} draft */
  const remember = (draft) => void (known = [...known, draft].slice(-KEPT));
  /** @param {number|null} ticket @param {string} draft */
  const isUnknown = (ticket, draft) =>
    isTelling(draft) && !known.includes(draft) && !passedElsewhere.includes(markOf(ticket, draft));

  /** @param {number|null} ticket @param {string} draft */
  function bypassed(ticket, draft) {
    if (!isUnknown(ticket, draft)) return;
    remember(draft);
    record('slipped', {ticket});
    const where = page.place().id === ticket ? '' : ` i ärende ${ticket}`;
    notify('error', `Ett mejl${where} gick iväg utan att kontrolleras. Logga det i CAB (${code()}) om det inte är gjort.`);
  }

  /** The ticket has been left: did what was written in it go along? */
  async function left() {
    const before = seen;
    seen = null;
    if (!before?.open || !isUnknown(before.ticket, before.draft)) return;
    const {ticket, draft} = before;
    const byLink = performance.now() - linkAt < LINK_MS;
    const isThere = () => page.holds(ticket, excerpt(draft));
    const holds = await isThere();
    if (holds) bypassed(ticket, draft);
    else if (holds === false) timers.later(SURE_MS, async () => (await isThere()) && bypassed(ticket, draft));
    else if (!byLink) {
      const what = `Ärende ${ticket} stängdes med ett svar som Rutinlots inte kunde följa.`;
      notify('info', `${what} Om det skickades ska det loggas i CAB (${code()}).`);
    }
  }

  return {
    left,
    /** The gate has let a mail go. @param {number|null} ticket @param {string} text */
    passed(ticket, text) {
      remember(plain(text));
      tabs.postMessage(markOf(ticket, plain(text)));
      if (seen?.ticket === ticket) seen.draft = plain(text);
    },
    /**
     * A look at a ticket.
     * @param {number} ticket
     * @param {string|null} text what stands in the editor of its mail; null without one
     * @param {string|null} latestSent the newest mail to the customer in the thread
     */
    notice(ticket, text, latestSent) {
      const latest = latestSent === null ? null : plain(latestSent);
      const before = seen?.ticket === ticket ? seen : {draft: '', at: -Infinity, latest: undefined};
      const now = performance.now();
      seen = {ticket, draft: text ? plain(text) : before.draft, open: Boolean(text), at: text ? now : before.at, latest};
      const {draft, at, open} = seen;
      if (!isUnknown(ticket, draft)) return;
      const isNew = before.latest !== undefined && latest !== null && latest !== before.latest;
      if (isNew && latest.startsWith(draft.slice(0, START))) bypassed(ticket, draft);
      else if (!open && now - at < SOON_MS && page.shows(excerpt(draft))) bypassed(ticket, draft);
    },
  };
}

/** Signs without width are in an editor and not in what it sends. @param {string} text */
const plain = (text) => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(/\s+/g, ' ').trim();

/**
 * A number that stands for a ticket's mail, by how it begins: the page can hear it too.
 * @param {number|null} ticket @param {string} text
 */
function markOf(ticket, text) {
  let hash = 2166136261;
  for (const unit of `${ticket} ${text.slice(0, START)}`) hash = Math.imul(hash ^ unit.charCodeAt(0), 16777619);
  return hash;
}
