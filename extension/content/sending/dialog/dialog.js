/** What the send dialog shows. Pure. */

/**
 * @typedef {import('../../freshdesk/composer/send.js').Intent} Intent
 * @typedef {'send'|'send-and-close'|'plain'} Choice  plain: without the status that was chosen before
 * @typedef {object} Dialog
 * @property {'waiting'|'ask'} phase
 * @property {import('../../../api.d.ts').Finding[]} findings
 * @property {string[]} enforced             ids of those that Freshdesk itself insists on
 * @property {import('../../../api.d.ts').Gate|null} gate
 * @property {null|'offline'|'slow'|'blind'} unchecked
 * @property {boolean} isNote
 * @property {'append'|'whole'|null} answer  which log the agent has chosen
 * @property {boolean} copied                the text of the log is on the clipboard
 * @property {string[]} taken                all that has been copied from this mail's dialog
 * @property {boolean} seen                  it has been in view
 * @property {boolean} isBrief               the words that repeat on every mail are folded away
 * @property {boolean} isRepaired            a log is made, and some words have been changed since
 * @property {boolean} isCut                 older mails, which are to be in the log, are not on the page
 * @property {boolean} hasNews               a message has arrived since the dialog was opened
 * @property {boolean} isNewText             and the text for the log, which was copied, is another one now
 * @property {Record<string, string>} reasons
 * @property {Choice|null} sendMode          null: nothing to choose
 * @property {{value: Choice, label: string}[]} modes
 * @property {string|null} unmet             a way of sending that was chosen and could not be done
 */

/** @type {Omit<Dialog, 'phase'|'isNote'>} */
const EMPTY = Object.freeze({
  findings: [], enforced: [], gate: null, unchecked: null, answer: null, copied: false, taken: [], seen: false, isBrief: false,
  isRepaired: false, isCut: false, hasNews: false, isNewText: false, reasons: {}, sendMode: null, modes: [], unmet: null,
});
const CLOSES = 'Skicka och inställt som Avslutad';

/** @param {Intent} intent @returns {Dialog} */
export const waiting = ({kind}) => ({...EMPTY, phase: 'waiting', isNote: kind === 'note'});

/**
 * The text that goes into the log by what the agent has answered; null while that isn't known.
 * @param {import('../../../api.d.ts').Gate|null} gate @param {'append'|'whole'|null} answer
 */
export function logText(gate, answer) {
  if (!gate) return null;
  if (gate.situation !== 'ask') return gate.text;
  return answer ? gate.choices?.[answer] ?? gate.text : null;
}

/**
 * @param {Intent} intent
 * @param {import('../verdict/decide.js').Decision} decision
 * @param {import('./notes.js').Notes} notes  of the mail
 * @param {{enforced: string[], isBrief: boolean, isRepaired: boolean, isCut: boolean, hasNews: boolean, hadCopied: boolean}} more
 * @returns {Dialog}
 */
export function asking(intent, {findings, gate, unchecked, unmet}, notes, {hadCopied, ...more}) {
  const {kind} = intent;
  const text = logText(gate, notes.answer);
  const isCopied = text !== null && notes.copied.has(text);
  return {
    ...more, phase: 'ask', findings, gate, unchecked, isNote: kind === 'note',
    answer: notes.answer,
    copied: isCopied,
    isNewText: hadCopied && text !== null && !isCopied,
    taken: [...notes.copied],
    seen: text !== null && notes.seen.has(text),
    reasons: notes.reasons,
    sendMode: kind === 'reply' || unmet ? /** @type {Choice} */ (notes.choice ?? intent.sendMode) : null,
    modes: modes(intent, Boolean(unmet)),
    unmet,
  };
}

/** @param {Intent} intent @param {boolean} isUnmet @returns {Dialog['modes']} */
function modes({sendMode, status}, isUnmet) {
  if (isUnmet) {
    const label = status?.label ?? (sendMode === 'send' ? 'Skicka' : CLOSES);
    return [{value: sendMode, label}, {value: 'plain', label: 'Skicka utan att ändra status'}];
  }
  const own = sendMode === 'send' ? status?.label : null;
  return [{value: 'send', label: own ?? 'Skicka'}, {value: 'send-and-close', label: CLOSES}];
}
