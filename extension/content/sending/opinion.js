// What stands between a mail and its customer.

import {emptyFields, logGate} from '../prompts.js';
import {visible} from '../state.js';

const STOPS = ['block', 'confirm'];

/** Those of the findings that stop a mail. */
export const stopping = (findings, hidden) => visible(findings, hidden).filter(({level}) => STOPS.includes(level));

/**
 * @param {{answer: any, body: any, kind: string, said: {ids: Set<string>, logged: boolean}, pack: any, hidden: string[]}} given
 *   answer: the backend's, or what there is in its place; said: what the agent has answered already
 * @returns {{findings: any[], gate: any, offline: boolean}}
 */
export function opinion({answer, body, kind, said, pack, hidden}) {
  const unanswered = (findings) => stopping(findings, hidden).filter(({id}) => !said.ids.has(id));
  if (answer?.ok) {
    return {findings: unanswered(answer.value.findings), gate: said.logged ? null : answer.value.gate, offline: false};
  }
  const asked = body ?? {ticket: null, draft: {kind, text: '', to: [], cc: [], bcc: []}};
  const findings = kind === 'note' ? [] : unanswered(emptyFields(pack, asked.ticket));
  return {findings, gate: said.logged ? null : logGate(pack, asked), offline: true};
}

export const isClean = ({findings, gate}) => findings.length === 0 && !gate;
