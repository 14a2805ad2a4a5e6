/** What the send dialog shows. Pure. */

/**
 * @typedef {import('../freshdesk/send.js').Intent} Intent
 * @typedef {object} Dialog
 * @property {'waiting'|'ask'} phase
 * @property {import('../../api.d.ts').Finding[]} findings
 * @property {import('../../api.d.ts').Gate|null} gate
 * @property {null|'offline'|'slow'|'blind'} unchecked
 * @property {boolean} isNote
 * @property {'append'|'whole'|null} answer  which log the agent has chosen
 * @property {boolean} copied                the text of the log is on the clipboard
 * @property {import('../../api.d.ts').SendMode|null} sendMode  null: nothing to choose
 * @property {string|null} [status]          the status that the agent's own choice sets
 */

/** @param {Intent} intent @returns {Dialog} */
export const waiting = ({kind, sendMode}) => ({
  phase: 'waiting', findings: [], gate: null, unchecked: null, isNote: kind === 'note', answer: null, copied: false, sendMode,
});

/**
 * @param {Intent} intent
 * @param {import('./decide.js').Decision} decision
 * @param {Dialog|null} before  the dialog that this one takes the place of: the agent's answers in it are kept
 * @returns {Dialog}
 */
export function asking({kind, sendMode, status}, {findings, gate, unchecked}, before) {
  return {
    phase: 'ask', findings, gate, unchecked, isNote: kind === 'note',
    answer: before?.answer ?? null,
    copied: Boolean(before?.copied && before.gate?.text === gate?.text),
    sendMode: kind === 'reply' ? sendMode : null,
    status: sendMode === 'send' ? status?.label ?? null : null,
  };
}
