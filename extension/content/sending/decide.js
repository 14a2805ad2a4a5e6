// What stands between a mail and its customer.

import {emptyFields, logGate} from '../app/offline.js';
import {visible} from '../app/state.js';

const STOPS = ['block', 'confirm'];
const DELAYED = [undefined, 'timeout', 'busy']; // no answer yet, or a server that has too much to do

/** Those of the findings that stop a mail. */
export const stopping = (findings, hidden) => visible(findings, hidden).filter(({level}) => STOPS.includes(level));

/**
 * @param {{answer: any, body: any, kind: string, said: {ids: Set<string>, logged: boolean}, pack: any, hidden: string[]}} given
 *   answer: the backend's, or what there is in its place; said: what the agent has answered already
 * @returns {{findings: any[], gate: any, unchecked: null|'offline'|'slow'|'blind'}} unchecked: why the text is not
 */
export function opinion({answer, body, kind, said, pack, hidden}) {
  const unanswered = (findings) => stopping(findings, hidden).filter(({id}) => !said.ids.has(id));
  if (answer?.ok) {
    return {findings: unanswered(answer.value.findings), gate: said.logged ? null : answer.value.gate, unchecked: null};
  }
  const asked = body ?? {ticket: null, draft: {kind, text: '', to: [], cc: [], bcc: []}};
  const findings = kind === 'note' ? [] : unanswered(emptyFields(pack, asked.ticket));
  const unchecked = answer?.why === 'blind' ? 'blind' : DELAYED.includes(answer?.why) ? 'slow' : 'offline';
  return {findings, gate: said.logged ? null : logGate(pack, asked), unchecked};
}

export const isClean = ({findings, gate}) => findings.length === 0 && !gate;
