/** The ticket as the API wants it: Freshdesk's API for what it knows best, the page for what it shows right now. */

import {fieldsIn, propertiesIn} from '../page/fields.js';
import {addressesIn, words} from '../page/find.js';
import {subjectInTitle} from '../page/location.js';

const PATIENCE_MS = 1200; // longer than this, and the page itself is read meanwhile
const OPENING_MS = 3000; // from asking Freshdesk to having all of the ticket on the page
const LARGEST_HTML = 100_000; // characters; the text says the same
const A_FORM = 3; // fewer properties than this are no whole form
const MISSING = {
  thread: 'kundens mejl',
  older: 'äldre meddelanden i ärendet',
  requester: 'vem kunden är',
  properties: 'ärendets egenskaper',
};
const ALL = 'ärendet, om det finns'; // a page without any of it may be Freshdesk's for a ticket that was deleted

/**
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>,
 *   api: ReturnType<typeof import('./api.js').createApi>, thread: ReturnType<typeof import('./thread.js').createThread>,
 *   late: () => void}} given  late: called when Freshdesk's API has answered after all
 */
export function createTicketReader({document, find, api, thread, late}) {
  /**
   * @typedef {object} Asked  of Freshdesk's API
   * @property {number|null} id
   * @property {number} size      messages on the page then; -1: it was asked before the ticket was there
   * @property {string} contact
   * @property {any} value
   * @property {Promise<any>|null} pending
   * @property {boolean} [late]
   * @property {number} [early]   when it was asked, if before the ticket was there: what the page shows may be newer
   */
  const NONE = Object.freeze({id: null, size: -1, contact: '', value: null, pending: null});
  /** @type {Asked} */
  let known = NONE;
  /** @type {Asked} of the ticket before, whose mail may still be on its way */
  let earlier = NONE;
  let agent = null;
  /** @type {any[]} the thread as it was read last: what has not changed is sent once */
  let latest = [];

  /** @param {Pick<Asked, 'id'|'size'|'contact'|'early'>} about @returns {Asked} */
  function ask(about) {
    /** @type {Asked} */
    const asked = {...about, value: null, pending: null, late: false};
    asked.pending = api.ticket(/** @type {number} */ (asked.id)).then((value) => {
      Object.assign(asked, {value, pending: null});
      if (asked.late && value && known === asked) late();
      return value;
    });
    if (known.id !== asked.id) earlier = known;
    known = asked;
    return asked;
  }

  /** A ticket is on its way to the page: Freshdesk is asked meanwhile. @param {number} id */
  function expect(id) {
    if (!agent) api.agent();
    if (known.id !== id) ask({id, size: -1, contact: '', early: performance.now()});
  }

  /** Freshdesk's answer for the ticket as it is now, if it comes in time. @param {number} id @returns {Promise<any>} */
  async function fromApi(id) {
    const size = thread.size();
    const contact = shownContact();
    const mine = earlier.id === id && known.id !== id ? earlier : known;
    const isKnown = mine.id === id && (mine.size === size || isEarly(mine))
      && (!contact || !mine.contact || mine.contact === contact);
    const asked = isKnown ? mine : ask({id, size, contact});
    asked.contact ||= contact;
    const answer = asked.pending ? await inTime(asked) : asked.value;
    if (!answer && !asked.pending && isEarly(asked)) Object.assign(asked, {size, early: undefined}); // refused
    return answer && isEarly(asked) && isBehind(asked) ? fromApi(id) : answer;
  }

  const isEarly = (/** @type {Asked} */ {early, size}) =>
    early !== undefined && (size < 0 || performance.now() - early < OPENING_MS);

  /** @param {Asked} asked */
  async function inTime(asked) {
    const answer = await Promise.race([asked.pending, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, undefined))]);
    if (answer === undefined) asked.late = true;
    return answer ?? null;
  }

  /** Whether the page shows what was not there yet when Freshdesk was asked, or no more what was. @param {Asked} asked */
  function isBehind(asked) {
    const size = thread.size();
    const isOther = size !== asked.size && (size < asked.size || !thread.isIn(asked.value.conversation));
    if (isOther) asked.early = undefined;
    else asked.size = size;
    return isOther;
  }

  /** The customer as the page calls them: renamed, Freshdesk is asked anew. */
  const shownContact = () => words(find.first('contactName')) || words(find.first('author', find.first('original')));

  /**
   * @param {number} id
   * @returns {Promise<{ticket: object, agent: object|null, missing: string[], isCut: boolean, isSure: boolean}>}
   *   isCut: older mails of the conversation are not on the page; isSure: Freshdesk has told all of it, and the page says nothing
   *   else, so that it makes no difference if that is still being drawn
   */
  async function read(id) {
    const [told, who] = await Promise.all([fromApi(id), agent ?? readAgent()]);
    agent = who;
    const page = told ? {messages: [], complete: true} : thread.read();
    const shown = asProperties(propertiesIn(find));
    const requester = told?.requester ?? requesterOnPage(page.messages);
    const conversation = lasting((told?.conversation ?? page.messages).map(capped));
    const properties = {...told?.properties, ...shown?.properties};
    const required = shown?.required.length || !told ? shown?.required ?? [] : told.required; // of what can't be read, nothing
    const ticket = {
      id,
      subject: told?.subject || words(find.first('subject')) || subjectInTitle(document.title, id),
      status: properties.Status ?? null,
      properties,
      required,
      requester,
      conversation,
    };
    const missing = [
      conversation.length ? null : MISSING.thread,
      page.complete ? null : MISSING.older,
      requester.name || requester.email ? null : MISSING.requester,
      told || Object.keys(properties).length >= A_FORM ? null : MISSING.properties,
    ].filter((name) => name !== null);
    const isSure = told !== null && agrees(shown?.properties, told.properties);
    const parts = [MISSING.thread, MISSING.requester, MISSING.properties];
    const isEmpty = !ticket.subject && parts.every((name) => missing.includes(name));
    return {ticket, agent: who, missing: isEmpty ? [ALL] : missing, isCut: !page.complete, isSure};
  }

  /** The list that was read before, if it says the same. @param {any[]} messages */
  function lasting(messages) {
    const isSame = messages.length === latest.length && messages.every((one, at) => saysSame(one, latest[at]));
    return isSame ? latest : (latest = messages);
  }

  /** A mail that has no ticket yet: only its form's fields. */
  async function readNew() {
    agent ??= await readAgent();
    const shown = asProperties(fieldsIn(find.first('newForm') ?? document.body, find));
    const {properties = {}, required} = shown ?? {};
    const ticket = {id: null, subject: '', status: properties.Status ?? null, properties, conversation: []};
    return {ticket: shown ? {...ticket, required} : ticket, agent, missing: shown ? [] : [MISSING.properties]};
  }

  function asProperties(all) {
    const fields = all.filter(({area}) => !find.around('addressRow', area));
    if (!fields.length) return null;
    return {
      properties: Object.fromEntries(fields.map(({label, values}) => [label, values.join(', ') || null])),
      required: fields.filter((field) => field.required).map(({label}) => label),
    };
  }

  async function readAgent() {
    const told = await Promise.race([api.agent(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null))]);
    const name = find.first('profile')?.getAttribute('aria-label') ?? '';
    return told ?? (name ? {id: '', name} : null);
  }

  function requesterOnPage(messages) {
    const first = messages.find(({direction}) => direction === 'in');
    const contact = find.first('contactName');
    const email = addressesIn(find.first('contactEmail')?.textContent ?? '')[0] ?? first?.from.email ?? '';
    return {name: words(contact) || first?.from.name || '', email};
  }

  return {read, readNew, expect, forget: () => { known = earlier = NONE; latest = []; }};
}

/** Whether a form shows enough, and nothing that Freshdesk's API says otherwise. @param {Record<string, any>|undefined} shown */
export function agrees(shown, told) {
  const all = Object.entries(shown ?? {});
  return all.length >= A_FORM && all.every(([name, value]) => (name in told ? told[name] === value : value !== null));
}

const saysSame = (one, other) => one === other || Object.keys(one).every((name) => Object.is(one[name], other[name]));
const capped = (message) => (message.html.length > LARGEST_HTML ? {...message, html: null} : message);
