/** The ticket as the API wants it: Freshdesk's API for what it knows best, the page for what it shows right now. */

import {addressesIn, words} from './find.js';
import {fieldsIn, propertiesIn} from './fields.js';
import {subjectInTitle} from './location.js';

const PATIENCE_MS = 1200; // longer than this, and the page itself is read meanwhile
const LARGEST_HTML = 100_000; // characters; the text says the same
const A_FORM = 3; // fewer properties than this are no whole form
const MISSING = {
  thread: 'kundens mejl',
  older: 'äldre meddelanden i ärendet',
  requester: 'vem kunden är',
  properties: 'ärendets egenskaper',
};

/**
 * @param {{document: Document, find: ReturnType<typeof import('./find.js').createFinder>,
 *   api: ReturnType<typeof import('./api.js').createApi>, thread: ReturnType<typeof import('./thread.js').createThread>,
 *   late: () => void}} given  late: called when Freshdesk's API has answered after all
 */
export function createTicketReader({document, find, api, thread, late}) {
  /** @type {{id: number|null, size: number, contact: string, value: any, pending: Promise<any>|null, late?: boolean}} */
  let known = {id: null, size: -1, contact: '', value: null, pending: null};
  let agent = null;

  /** Freshdesk's answer for the ticket as it is now, if it comes in time. */
  async function fromApi(id) {
    const size = thread.size();
    const contact = shownContact();
    const isKnown = known.id === id && known.size === size && (!contact || !known.contact || known.contact === contact);
    if (isKnown) known.contact ||= contact;
    if (isKnown && !known.pending) return known.value;
    if (!isKnown) {
      /** @type {typeof known} */
      const asked = {id, size, contact, value: null, pending: null, late: false};
      asked.pending = api.ticket(id).then((value) => {
        Object.assign(asked, {value, pending: null});
        if (asked.late && value && known === asked) late();
        return value;
      });
      known = asked;
    }
    const asked = known;
    const answer = await Promise.race([asked.pending, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, undefined))]);
    if (answer === undefined) asked.late = true;
    return answer ?? null;
  }

  /** The customer as the page calls them: renamed, Freshdesk is asked anew. */
  const shownContact = () => words(find.first('contactName')) || words(find.first('author', find.first('original')));

  /**
   * @param {number} id
   * @returns {Promise<{ticket: object, agent: object|null, missing: string[], isCut: boolean}>}
   *   isCut: older mails of the conversation are not on the page
   */
  async function read(id) {
    const [told, who] = await Promise.all([fromApi(id), agent ?? readAgent()]);
    agent = who;
    const page = told ? {messages: [], complete: true} : thread.read();
    const shown = asProperties(propertiesIn(find));
    const requester = told?.requester ?? requesterOnPage(page.messages);
    const conversation = (told?.conversation ?? page.messages).map(capped);
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
    return {ticket, agent: who, missing, isCut: !page.complete};
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

  return {read, readNew, forget: () => { known = {id: null, size: -1, contact: '', value: null, pending: null}; }};
}

const capped = (message) => (message.html.length > LARGEST_HTML ? {...message, html: null} : message);
