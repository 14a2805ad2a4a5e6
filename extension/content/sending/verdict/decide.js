/** Decides what must be answered before a mail may be sent. Pure. */

import {emptyFields, logGate} from '../../app/backend/offline.js';
import {visible} from '../../app/state/state.js';

const STOPS = ['block', 'confirm'];
const DELAYED = [undefined, 'timeout', 'busy']; // no answer yet, or a server that has too much to do

/**
 * @typedef {import('../../../messages.js').Answer} Answer
 * @typedef {import('../../../api.d.ts').Situation} Situation
 * @typedef {object} Decision
 * @property {import('../../../api.d.ts').Finding[]} findings  those that stop the mail
 * @property {import('../../../api.d.ts').Gate|null} gate       the log that is to be made first
 * @property {null|'offline'|'slow'|'blind'} unchecked  why the text is not checked
 * @property {boolean} logged                           the agent has said that the log is made
 * @property {string|null} unmet  the way of sending that was chosen before, could not be done, and is not this one
 */

/**
 * Those of the findings that stop a mail.
 * @param {import('../../../api.d.ts').Finding[]} findings
 * @param {string[]} hidden ids of checks that the ticket is spared
 */
export const stopping = (findings, hidden) => visible(findings, hidden).filter(({level}) => STOPS.includes(level));

/**
 * @param {object} given
 * @param {Answer|null} given.answer  the backend's; null while there is none
 * @param {Situation|null|undefined} given.body  the question; null when the page could not be read
 * @param {import('../../../api.d.ts').Draft['kind']} given.kind
 * @param {import('../dialog/notes.js').Said} given.said  what the agent has answered about the draft already
 * @param {import('../../../api.d.ts').Pack} given.pack
 * @param {string[]} given.hidden  ids of checks that the ticket is spared
 * @param {string|null} [given.unmet]
 * @returns {Decision}
 */
export function decide({answer, body, kind, said, pack, hidden, unmet = null}) {
  const unanswered = (/** @type {import('../../../api.d.ts').Finding[]} */ findings) =>
    stopping(findings, hidden).filter(({id}) => !said.ids.has(id));
  /** @param {import('../../../api.d.ts').Gate|null} gate */
  const log = (gate) => ({gate: said.logged ? null : gate, logged: said.logged && gate !== null});

  if (answer?.ok) return {findings: unanswered(answer.value.findings), ...log(answer.value.gate), unchecked: null, unmet};
  const ticket = body?.ticket ?? null;
  const draft = body?.draft ?? {kind, text: '', to: [], cc: [], bcc: []};
  const findings = kind === 'note' ? [] : unanswered(emptyFields(pack, ticket));
  return {findings, ...log(logGate(pack, {ticket, draft})), unchecked: reason(answer?.why), unmet};
}

/** @param {string|undefined} why */
function reason(why) {
  if (why === 'blind') return 'blind';
  return DELAYED.includes(why) ? 'slow' : 'offline';
}

/** Whether nothing is left to say. @param {Decision} decision */
export const isClean = ({findings, gate, unmet}) => findings.length === 0 && !gate && !unmet;

/**
 * The event that a decision is to the state machine. By Ctrl+Enter nothing goes unasked: on a page where those keys don't send,
 * nothing may go by them.
 * @param {Answer|null} answer
 * @param {Decision} decision
 * @param {boolean} byShortcut
 * @returns {import('../machine.js').Event}
 */
export function eventOf(answer, decision, byShortcut) {
  const clean = isClean(decision) && !byShortcut;
  if (answer?.ok) return clean ? 'verdict-clean' : 'verdict-questions';
  return clean ? 'silence-clean' : 'silence-questions';
}
