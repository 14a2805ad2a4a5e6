/** What the agent does in the dialog. All of it is noted of the mail, so that no redrawing and no other choice forgets it. */

import {logText} from './dialog.js';
import {keep} from './notes.js';

/**
 * @typedef {import('../mail.js').Mail} Mail
 * @param {object} given
 * @param {any} given.page
 * @param {import('../../app/backend/client.js').Record} given.record
 * @param {ReturnType<typeof import('./news.js').createNews>} given.news
 * @param {(event: import('../machine.js').Event, given?: any) => void} given.happens
 * @param {(work: () => void) => void} given.guarded  runs what must not throw
 * @param {(mail: Mail) => void} given.ask  draw the dialog again
 * @param {(intent: Mail['intent']) => string} given.fingerprintOf
 * @param {() => Mail|null} given.asked  the mail that is asked about; null when none is
 */
export function createDialogActions({page, record, news, happens, guarded, ask, fingerprintOf, asked}) {
  /** @param {(mail: Mail) => void} change */
  function amend(change) {
    const mail = asked();
    if (mail) guarded(() => (change(mail), ask(mail)));
  }

  /** @param {'copied'|'seen'} how @param {Mail} mail @param {string} [text]  the log's without one */
  function note(how, {notes, decision}, text) {
    const what = text ?? logText(decision?.gate ?? null, notes.answer);
    if (what !== null) notes[how].add(what);
  }

  /** Whether text and thread are those that were asked about; if not, they are asked about. @param {Mail} mail */
  function isAbout(mail) {
    if (mail.fingerprint === fingerprintOf(mail.intent) && !news.isThere(mail)) return true;
    happens('changed');
    return false;
  }

  /** @param {Mail} mail @param {import('../../../api.d.ts').Gate} gate */
  function recordLog({place: {id: ticket}, notes}, {situation}) {
    record('logged', {ticket});
    if ((situation === 'ask' ? notes.answer : situation) === 'append') record('appended', {ticket});
  }

  /** @param {Mail} mail @param {Pick<import('../verdict/decide.js').Decision, 'findings'|'gate'>} answered */
  function answer({intent, fingerprint, notes}, answered) {
    if (intent.composer) keep(notes, fingerprint, page.draft(intent.composer), /** @type {any} */ (answered));
  }

  /**
   * Sends. isRepair: the log that is made is the log of this mail too.
   * @param {{reasons: Record<string, string>, sendMode: import('./dialog.js').Choice, isRepair?: boolean}} chosen
   */
  function send({reasons, sendMode, isRepair = false}) {
    const mail = asked();
    if (!mail?.decision || !isAbout(mail)) return;
    const {findings, gate, logged} = mail.decision;
    const ticket = mail.place.id;
    answer(mail, mail.decision);
    for (const {id} of findings) record('overridden', {ticket, check: id, reason: reasons[id] ?? null});
    if (gate && !isRepair) recordLog(mail, gate);
    if (sendMode === 'plain') mail.notes.unmet = null;
    happens('approve', {sendMode, log: gate || logged ? 'logged' : 'none'});
  }

  /** @param {import('../../../api.d.ts').SendMode} sendMode @param {boolean} isLogged */
  function chooseMode(sendMode, isLogged) {
    const mail = asked();
    if (!mail?.decision) return;
    const {gate} = mail.decision;
    if (isLogged && gate) {
      if (!isAbout(mail)) return;
      answer(mail, {findings: [], gate});
      recordLog(mail, gate);
    }
    mail.intent = {...mail.intent, sendMode, shortcut: false};
    mail.notes.choice = null;
    happens('mode');
  }

  return {
    answer: (/** @type {'append'|'whole'} */ which) => amend(({notes}) => (notes.answer = which)),
    copied: (/** @type {string|undefined} */ text) => amend((mail) => note('copied', mail, text)),
    seen: () => amend((mail) => note('seen', mail)),
    reason: (/** @type {string} */ check, /** @type {string} */ text) =>
      amend(({notes}) => (notes.reasons = {...notes.reasons, [check]: text})),
    choose: (/** @type {import('./dialog.js').Choice} */ choice) => amend(({notes}) => (notes.choice = choice)),
    send: (/** @type {Parameters<typeof send>[0]} */ chosen) => guarded(() => send(chosen)),
    /** Another way to send, asked about by a finding. isLogged: the button says so, and that it sends. */
    chooseMode: (/** @type {import('../../../api.d.ts').SendMode} */ sendMode, {isLogged = false} = {}) =>
      guarded(() => chooseMode(sendMode, isLogged)),
    /** The older mails that the page has folded away are fetched, for the log. */
    async loadOlder() {
      const mail = asked();
      if (mail && (await news.without(mail, page.loadOlder)) && asked() === mail) guarded(() => happens('changed'));
    },
  };
}
