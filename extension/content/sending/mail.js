/** The mail that the gate holds. */

/**
 * @typedef {object} Mail
 * @property {import('../freshdesk/send.js').Intent} intent
 * @property {string} fingerprint  of the draft that was asked about
 * @property {import('./verdicts.js').Entry|null} entry
 * @property {import('../../messages.js').Answer|null} answer  null: none in time
 * @property {import('./decide.js').Decision|null} decision
 * @property {import('./dialog.js').Dialog|null} dialog  as it was shown last
 * @property {number[]} clocks  ids of its time-outs
 *
 * @param {Mail['intent']} intent @param {string} fingerprint
 * @returns {Mail}
 */
export const heldMail = (intent, fingerprint) =>
  ({intent, fingerprint, entry: null, answer: null, decision: null, dialog: null, clocks: []});
