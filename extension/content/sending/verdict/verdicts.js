/** What the backend has said of each draft, asked for ahead of the click and once for each text. */

import {question} from '../../app/backend/question.js';
import {FRESH_MS} from '../timing.js';

const KEPT = 8; // verdicts that are remembered

/**
 * @typedef {import('../../freshdesk/composer/composer.js').Composer} Composer
 * @typedef {import('../../../api.d.ts').SendMode} SendMode
 * @typedef {import('../../../messages.js').Answer} Answer
 * @typedef {object} Entry
 * @property {string} key
 * @property {number} at                 performance.now() when it was asked for
 * @property {Answer|null} answer        the backend's, null until it is there
 * @property {import('../../../api.d.ts').Situation|null} body  the question, null until the page has been read
 * @property {boolean} isCut             older mails of the conversation are not on the page
 * @property {Promise<Answer>} promise
 *
 * @param {{page: any, client: import('../../app/backend/client.js').Client}} given
 */
export function createVerdicts({page, client}) {
  /** @type {Map<string, Entry>} */
  const entries = limited(KEPT);

  /** One for each text, way of sending and state of the page's fields. @param {Composer} composer @param {SendMode} sendMode */
  const keyOf = (composer, sendMode) => `${sendMode} ${page.fingerprint(composer)}`;

  /** @param {string} key */
  function fresh(key) {
    const entry = entries.get(key);
    return entry && performance.now() - entry.at < FRESH_MS ? entry : undefined;
  }

  /**
   * The question at send, about the ticket that the mail was opened on; the draft is read before anything is waited for.
   * @param {Composer} composer @param {SendMode} sendMode
   * @returns {Promise<{body: import('../../../api.d.ts').Situation, isCut: boolean}>}
   */
  async function situation(composer, sendMode) {
    const draft = {...page.draft(composer), ...(composer.kind === 'note' ? {} : {send_mode: sendMode})};
    const read = await page.ticket(composer.place);
    return {body: question({moment: 'send', read, draft}), isCut: Boolean(read.isCut)};
  }

  /** @param {Entry} entry @param {ReturnType<typeof situation>} asked @returns {Promise<Answer>} never rejects */
  async function answered(entry, asked) {
    const answer = await asked
      .then((found) => client.check(Object.assign(entry, found).body))
      .catch(() => /** @type {Answer} */ ({ok: false, why: 'blind'}));
    entry.answer = answer;
    if (!answer.ok && entries.get(entry.key) === entry) entries.delete(entry.key); // ask again the next time
    return answer;
  }

  /** Asks now, unless it was done a moment ago. @param {Composer} composer @param {SendMode} sendMode @returns {Entry} */
  function of(composer, sendMode) {
    const key = keyOf(composer, sendMode);
    const known = fresh(key);
    if (known) return known;
    const entry = /** @type {Entry} */ ({key, at: performance.now(), answer: null, body: null, isCut: false});
    entries.set(key, entry);
    entry.promise = answered(entry, situation(composer, sendMode));
    return entry;
  }

  return {
    of,
    /** What is known already, without asking. @param {Composer} composer @param {SendMode} sendMode */
    known: (composer, sendMode) => fresh(keyOf(composer, sendMode)),
    /**
     * Whether an entry is still about what stands on the page.
     * @param {Entry} entry @param {Composer} composer @param {SendMode} sendMode
     */
    isAbout: (entry, composer, sendMode) => entry.key === keyOf(composer, sendMode),
  };
}

/**
 * A map that forgets its oldest entries.
 * @param {number} size
 * @returns {Map<any, any>}
 */
export function limited(size) {
  const map = new Map();
  const set = map.set.bind(map);
  map.set = (key, value) => {
    map.delete(key);
    set(key, value);
    if (map.size > size) map.delete(map.keys().next().value);
    return map;
  };
  return map;
}
