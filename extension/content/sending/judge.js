/** What is left to ask about a mail, and how the dialog puts it: from the backend's answer, the page and the agent's own words. */

import {asking} from './dialog/dialog.js';
import {isRepaired, saidOf} from './dialog/notes.js';
import {heldMail} from './mail.js';
import {decide} from './verdict/decide.js';

/**
 * @typedef {import('../freshdesk/composer/send.js').Intent} Intent
 * @typedef {import('./mail.js').Mail} Mail
 * @param {{page: any, store: import('../app/state/state.js').Store, preferences: import('../app/state/preferences.js').Preferences,
 *   notes: ReturnType<typeof import('./dialog/notes.js').createNotes>}} given
 */
export function createJudge({page, store, preferences, notes}) {
  /** The mail that is to be sent, with what has been said of it before. @param {Intent} intent @returns {Mail} */
  function mailOf(intent) {
    const {composer} = intent;
    const place = composer?.place ?? page.place();
    const fingerprint = fingerprintOf(intent);
    const mine = composer ? notes.of(composer.editor, fingerprint) : notes.blank();
    mine.choice = null;
    if (intent.sendMode !== 'send' || intent.status) mine.unmet = null; // chosen anew
    return heldMail({intent: {...intent, ...mine.unmet}, place, fingerprint, notes: mine});
  }

  /** @param {Intent} intent */
  const fingerprintOf = ({composer}) => (composer ? JSON.stringify([composer.place, page.draft(composer)]) : 'unread');
  /** Ids of checks that the mail's own ticket is spared. @param {Mail} mine */
  const hiddenFor = ({place}) => preferences.dismissed(place.id ?? place.kind);

  /**
   * @param {Mail} mine
   * @param {import('../../messages.js').Answer|null} answer @param {import('../../api.d.ts').Situation|null|undefined} body
   */
  function decided(mine, answer, body) {
    const said = saidOf(mine.notes, fingerprintOf(mine.intent));
    const {unmet} = mine.notes;
    const given = {answer, body, kind: mine.intent.kind, said, pack: store.state.pack, hidden: hiddenFor(mine)};
    return decide({...given, unmet: unmet && (unmet.status?.label ?? 'Avslutad')});
  }

  /** @param {Mail} mine  about which something has been decided */
  function dialogOf(mine) {
    const {intent, entry, notes: said} = mine;
    const decision = /** @type {import('./verdict/decide.js').Decision} */ (mine.decision);
    if (decision.gate) mine.isBrief ??= !preferences.remind('log');
    const rule = store.state.pack.prompts.empty_fields;
    return asking(intent, decision, said, {
      enforced: rule ? [rule.id] : [],
      isBrief: mine.isBrief ?? false,
      isRepaired: intent.composer !== null && isRepaired(said, page.draft(intent.composer)),
      isCut: entry?.isCut ?? false,
      hasNews: mine.hasNews,
      hadCopied: mine.hadCopied,
    });
  }

  return {mailOf, decided, dialogOf, fingerprintOf, hiddenFor};
}
