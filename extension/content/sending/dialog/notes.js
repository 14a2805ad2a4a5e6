/**
 * What the agent has said and done about each mail, in one place: nothing of it is lost when the dialog is drawn again, when
 * another way to send is chosen, or between one attempt to send and the next.
 */

import {limited} from '../verdict/verdicts.js';
import {isSmallChange} from './change.js';

const KEPT = 8; // drafts

/**
 * @typedef {import('../../../api.d.ts').Draft} Draft
 * @typedef {import('../../../api.d.ts').SendMode} SendMode
 * @typedef {{ids: Set<string>, logged: boolean}} Said  ids: of the checks that were answered; logged: so was the log gate
 * @typedef {object} Notes  of one mail
 * @property {Map<string, Said>} said           by the draft that it was said of
 * @property {Draft|null} logged                the draft that was logged last
 * @property {'append'|'whole'|null} answer     which log there is in CAB
 * @property {Set<string>} copied               what has been copied: texts for the log, codes
 * @property {Set<string>} seen                 those that were in view
 * @property {Record<string, string>} reasons   by check
 * @property {string|null} choice               how to send, chosen in the dialog; see dialog.js
 * @property {{sendMode: SendMode, status: import('../../freshdesk/composer/send.js').Status|null}|null} unmet
 *   a way of sending that was chosen and could not be done
 */

/** @returns {Notes} */
const blank = () => ({
  said: limited(KEPT), logged: null, answer: null, copied: new Set(), seen: new Set(), reasons: {}, choice: null, unmet: null,
});

/** Of a draft that nothing has been said of. @returns {Said} */
const nothing = () => ({ids: new Set(), logged: false});

/** @param {Notes} notes @param {string} fingerprint  of a draft @returns {Said} */
export const saidOf = (notes, fingerprint) => notes.said.get(fingerprint) ?? nothing();

/**
 * All that was asked about a draft has been answered.
 * @param {Notes} notes @param {string} fingerprint @param {Draft} draft
 * @param {import('../verdict/decide.js').Decision} decision
 */
export function keep(notes, fingerprint, draft, {findings, gate}) {
  const said = saidOf(notes, fingerprint);
  notes.said.set(fingerprint, {
    ids: new Set([...said.ids, ...findings.map(({id}) => id)]), logged: said.logged || gate !== null,
  });
  if (gate) notes.logged = draft;
}

/** Whether a draft differs from the one that was logged by a repair only. @param {Notes} notes @param {Draft} draft */
export const isRepaired = ({logged}, draft) => logged !== null && isSmallChange(logged, draft);

export function createNotes() {
  /** @type {WeakMap<Element, Notes>} */
  const byEditor = new WeakMap();
  /** @type {Map<string, Notes>} by draft: the page may have drawn its editor anew */
  const byDraft = limited(KEPT);

  return {
    /** Of the mail in an editor. @param {Element} editor @param {string} fingerprint @returns {Notes} */
    of(editor, fingerprint) {
      const notes = byEditor.get(editor) ?? byDraft.get(fingerprint) ?? blank();
      byEditor.set(editor, notes);
      byDraft.set(fingerprint, notes);
      return notes;
    },
    blank,
    /** The mail has left: another one may stand in the same editor, or have the same words. @param {Element} editor */
    end(editor) {
      const notes = byEditor.get(editor);
      byEditor.delete(editor);
      for (const [fingerprint, one] of byDraft) if (one === notes) byDraft.delete(fingerprint);
    },
  };
}
