/** Asks the backend about a mail that is held: quickly at first, then for as long as the dialog is open without an answer. */

import {RETRY_MS} from '../timing.js';

const LASTING = ['gone', 'token', 'invalid']; // no use to ask again

/**
 * @typedef {import('./verdicts.js').Entry} Entry
 * @typedef {object} Inquiry
 * @property {() => boolean} isWanted       false when the mail is held no more, or a newer inquiry has begun
 * @property {(entry: Entry) => void} asked  about the text that stands in the editor at this moment
 * @property {(answer: import('../../../messages.js').Answer) => void} heard  each answer that is about the text as it stands
 *
 * @param {{client: import('../../app/backend/client.js').Client,
 *   verdicts: ReturnType<typeof import('./verdicts.js').createVerdicts>, timers: import('../../app/state/timers.js').Timers}} given
 */
export function createInquirer({client, verdicts, timers}) {
  /** @param {import('../../freshdesk/composer/send.js').Intent} intent @param {Inquiry} inquiry @returns {Promise<void>} */
  return async function inquire({composer, sendMode}, {isWanted, asked, heard}) {
    if (!composer) return heard({ok: false, why: 'blind'});
    const isAbout = (/** @type {Entry} */ entry) => verdicts.isAbout(entry, composer, sendMode);

    /** Asks as long as the text is the same. Answers false when it has changed. @param {Entry} entry */
    async function isSettled(entry) {
      const isTrue = () => entry.body !== null && isAbout(entry);
      while (isWanted()) {
        const answer = entry.body && isTrue() ? await client.check(entry.body, {patient: true}) : null;
        if (!isWanted()) return true;
        if (answer?.ok && isTrue()) {
          entry.answer = answer;
          heard(answer);
          return true;
        }
        if (answer && !answer.ok && LASTING.includes(answer.why)) return true;
        await timers.pause(RETRY_MS);
        if (isWanted() && !isTrue()) return false;
      }
      return true;
    }

    while (isWanted()) {
      const entry = verdicts.of(composer, sendMode);
      asked(entry);
      const answer = await entry.promise;
      if (!isWanted()) return;
      if (answer.ok && !isAbout(entry)) continue; // the text has changed meanwhile
      heard(answer);
      if (answer.ok || (await isSettled(entry))) return;
    }
  };
}
