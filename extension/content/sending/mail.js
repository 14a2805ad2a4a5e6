/** The mail that the gate holds. */

/**
 * @typedef {object} Mail
 * @property {import('../freshdesk/composer/send.js').Intent} intent
 * @property {import('../freshdesk/page/location.js').Place} place  where the mail was opened, whatever the address says now
 * @property {string} fingerprint  of the draft that was asked about
 * @property {import('./dialog/notes.js').Notes} notes
 * @property {import('./verdict/verdicts.js').Entry|null} entry
 * @property {import('../../messages.js').Answer|null} answer  null: none in time
 * @property {import('./verdict/decide.js').Decision|null} decision
 * @property {import('./dialog/dialog.js').Dialog|null} dialog  as it was shown last
 * @property {number|null} size  how many messages the thread had when it was asked about
 * @property {boolean} isLoading  older messages are on their way
 * @property {boolean} hasNews    a message has arrived while it was held
 * @property {boolean} hadCopied  the log had been copied by then
 * @property {boolean} [isBrief]  the words that repeat on every mail have been read often enough
 * @property {number[]} clocks  ids of its time-outs
 *
 * @param {Pick<Mail, 'intent'|'place'|'fingerprint'|'notes'>} given
 * @returns {Mail}
 */
export const heldMail = (given) => ({
  ...given, entry: null, answer: null, decision: null, dialog: null, size: null, isLoading: false, hasNews: false, hadCopied: false,
  clocks: [],
});
