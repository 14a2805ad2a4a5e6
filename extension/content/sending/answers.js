/** What the agent has answered in the dialog: the same draft isn't asked about again. */

import {limited} from './verdicts.js';

const KEPT = 8; // drafts

/**
 * @typedef {{ids: Set<string>, logged: boolean}} Said  ids: of the checks that were answered; logged: so was the log gate
 */
export function createAnswers() {
  /** @type {Map<string, Said>} */
  const kept = limited(KEPT);
  /** @param {string} fingerprint  of a draft @returns {Said} */
  const of = (fingerprint) => kept.get(fingerprint) ?? {ids: new Set(), logged: false};

  return {
    of,
    /** @param {string} fingerprint @param {import('./decide.js').Decision} decision  all of it was answered */
    keep(fingerprint, {findings, gate}) {
      const said = of(fingerprint);
      kept.set(fingerprint, {ids: new Set([...said.ids, ...findings.map(({id}) => id)]), logged: said.logged || gate !== null});
    },
  };
}
