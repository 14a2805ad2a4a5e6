/**
 * Every way of sending passes here, in capture phase, before the page hears of it. What happens to a mail then is the table in
 * machine.js; here each event is noticed and each action done.
 * Whatever goes wrong in here, sending stays possible and the draft is not touched.
 */

import {createTimers} from '../app/timers.js';
import {createAnswers} from './answers.js';
import {decide, eventOf, isClean} from './decide.js';
import {createDelivery} from './delivery.js';
import {asking, waiting} from './dialog.js';
import {createExemption} from './exemption.js';
import {createInquirer} from './inquiry.js';
import {listen, mayBecomeShortcut, stop} from './listen.js';
import {next} from './machine.js';
import {heldMail} from './mail.js';
import {createPress} from './press.js';
import {createRecheck} from './recheck.js';
import {LIMIT_MS, NOTICE_MS} from './timing.js';
import {createVerdicts} from './verdicts.js';

/**
 * @typedef {import('../freshdesk/send.js').Intent} Intent
 * @typedef {import('../../api.d.ts').SendMode} SendMode
 * @typedef {import('./mail.js').Mail} Mail
 *
 * @param {object} given
 * @param {any} given.page
 * @param {import('../app/client.js').Client} given.client
 * @param {import('../app/state.js').Store} given.store
 * @param {import('../app/client.js').Record} given.record
 * @param {import('../app/notices.js').Notify} given.notify
 * @param {ReturnType<typeof import('./bypass.js').createBypass>} given.bypass
 * @param {EventTarget} given.target  the window
 * @param {AbortSignal} given.signal
 */
export function createSendGate({page, client, store, record, notify, bypass, target, signal}) {
  const timers = createTimers(signal);
  const verdicts = createVerdicts({page, client});
  const inquire = createInquirer({client, verdicts, timers});
  const delivery = createDelivery({page, notify, record, timers, signal});
  const leaving = createPress({page, bypass, delivery});
  const recheck = createRecheck({page, client, store, notify, timers});
  const answers = createAnswers();
  const exemption = createExemption();

  /** @type {import('./machine.js').State} */
  let state = 'idle';
  /** @type {Mail|null} */
  let mail = null;
  let inquiries = 0;
  let takeBack = () => {}; // the advice to send again, once that is done

  listen({
    target, signal,
    isOn: () => !store.state.pack.off.includes('send-gate'),
    sending: handle,
    hint(event) {
      if (event.type === 'keydown') return mayBecomeShortcut(event) ? prefetch(page.composer()) : undefined;
      const intent = page.sendIntent(event);
      if (intent) prefetch(intent.composer, intent.sendMode);
    },
    fault: (isHeld) => happens(isHeld ? 'fault' : 'slip', mail),
  });

  const logCode = () => store.state.pack.prompts.gate.code;

  /** @param {import('./machine.js').Event} event @param {any} [given] for the action */
  function happens(event, given) {
    const step = next(state, event);
    state = step.state;
    if (step.action) actions[step.action](given);
  }

  /** A fault in here must never keep a mail from its way. @param {() => void} work */
  function guarded(work) {
    try {
      work();
    } catch {
      happens('fault', mail);
    }
  }

  /**
   * Asks before the agent does, so that a clean mail leaves at once.
   * @param {import('../freshdesk/composer.js').Composer|null} composer @param {SendMode} sendMode
   */
  function prefetch(composer, sendMode = 'send') {
    if (composer) verdicts.of(composer, sendMode);
  }

  /** @param {Event} event */
  function handle(event) {
    /** @type {Intent|null} */
    const intent = page.sendIntent(event);
    if (!intent || leaving.isOurs(intent)) return;
    if (state !== 'idle') return stop(event);
    const isSecondClick = event instanceof UIEvent && event.detail > 1 && delivery.has(intent.composer);
    if (isSecondClick) return stop(event);
    if (exemption.covers(intent)) {
      if (event.type === 'click' || intent.shortcut) goBy(intent); // a key's click comes after it
      return;
    }
    const entry = intent.composer && verdicts.known(intent.composer, intent.sendMode);
    const decision = entry?.answer?.ok ? decided(intent, fingerprintOf(intent), entry.answer, entry.body) : null;
    if (decision && isClean(decision)) return happens('pass', {intent, logged: decision.logged});
    stop(event);
    happens('hold', heldMail(intent, fingerprintOf(intent)));
  }

  /** @param {Intent} intent */
  const fingerprintOf = ({composer}) => (composer ? JSON.stringify([page.place(), page.draft(composer)]) : 'unread');

  /**
   * @param {Intent} intent @param {string} fingerprint
   * @param {import('../../messages.js').Answer|null} answer @param {import('../../api.d.ts').Situation|null|undefined} body
   */
  const decided = ({kind}, fingerprint, answer, body) =>
    decide({answer, body, kind, said: answers.of(fingerprint), pack: store.state.pack, hidden: store.state.hidden});

  /**
   * The backend has answered about the mail that is held.
   * @param {import('../../messages.js').Answer|null} answer  null: it has not in time
   */
  function hear(answer) {
    if (!mail) return;
    mail.clocks.forEach(timers.cancel);
    mail.answer = answer;
    mail.decision = decided(mail.intent, fingerprintOf(mail.intent), answer, mail.entry?.body);
    happens(eventOf(answer, mail.decision, Boolean(mail.intent.shortcut)), {log: mail.decision.logged ? 'logged' : 'none'});
  }

  // What is done

  /** @type {Record<import('./machine.js').Action, (given: any) => void>} */
  const actions = {
    follow({intent, logged}) {
      takeBack();
      leaving.letBy(intent, logged ? 'logged' : 'none');
    },
    start(given = mail) {
      mail = /** @type {Mail} */ (given);
      mail.clocks = [
        timers.later(NOTICE_MS, () => guarded(() => happens('notice'))),
        timers.later(LIMIT_MS, () => guarded(() => mail?.entry?.answer || hear(null))),
      ];
      check();
    },
    check,
    show: () => mail && present(mail, waiting(mail.intent)),
    ask: () => mail?.decision && present(mail, asking(mail.intent, mail.decision, mail.dialog)),
    press,
    close,
    settle: (body) => body && recheck(body),
    advise(composer) {
      delivery.stop(composer);
      takeBack = notify('error', 'Det gick inte att skicka åt dig. Mejlet är orört – klicka på Skicka igen.');
    },
    exempt(failed) {
      close();
      exemption.grant(failed?.intent);
      takeBack = notify(
        'error', 'Något gick fel i Rutinlots. Mejlet är orört – klicka på Skicka igen, så går det utan kontroll.');
    },
    warn() {
      close();
      notify('error', `Mejlet gick utan kontroll: Rutinlots kunde inte läsa sidan. Logga det i CAB (${logCode()}).`);
    },
  };

  /** Asks about the mail that is held; an older inquiry about it ends. */
  function check() {
    const mine = /** @type {Mail} */ (mail);
    const turn = (inquiries += 1);
    inquire(mine.intent, {
      isWanted: () => mine === mail && turn === inquiries,
      asked(entry) {
        mine.entry = entry;
        mine.fingerprint = fingerprintOf(mine.intent);
      },
      heard: hear,
    }).catch(() => mine === mail && happens('fault', mine));
  }

  /** @param {Mail} mine @param {import('./dialog.js').Dialog} dialog */
  function present(mine, dialog) {
    mine.dialog = dialog;
    store.dispatch({type: 'asked', dialog});
  }

  function close() {
    mail?.clocks.forEach(timers.cancel);
    mail = null;
    store.dispatch({type: 'asked', dialog: null});
  }

  /** @param {{sendMode?: SendMode, log: 'logged'|'none'}} how */
  function press({sendMode, log}) {
    const mine = /** @type {Mail} */ (mail);
    const {intent, entry} = mine;
    const mode = sendMode ?? intent.sendMode;
    const isUnchecked = !mine.answer?.ok;
    close();
    takeBack();
    const wanted = {...intent, sendMode: mode, status: mode === intent.sendMode ? intent.status : null};
    const toRecheck = isUnchecked && intent.kind !== 'note' ? entry?.body ?? null : null;
    leaving.perform(wanted, isUnchecked && log === 'none' ? 'unknown' : log).then(
      (isDone) => (isDone ? happens('done', toRecheck) : happens('failed', intent.composer)),
      () => happens('fault', mine),
    );
  }

  /** A mail that the gate failed on goes without it. @param {Intent} intent */
  function goBy(intent) {
    takeBack();
    if (!exemption.use(intent)) return;
    record('sent-unlogged');
    notify('error', `Mejlet gick utan kontroll. Logga det i CAB (${logCode()}).`);
  }

  // What the agent does in the dialog

  const isAsked = () => state === 'asking' || state === 'unanswered';

  /** @param {Partial<import('./dialog.js').Dialog>} changed */
  function amend(changed) {
    if (mail?.dialog && isAsked()) present(mail, {...mail.dialog, ...changed});
  }

  /** @param {{reasons: Record<string, string>, sendMode: SendMode}} chosen */
  function approve({reasons, sendMode}) {
    if (!mail?.decision || !isAsked()) return;
    if (mail.fingerprint !== fingerprintOf(mail.intent)) return happens('changed'); // not the text that was asked about
    const {findings, gate, logged} = mail.decision;
    if (mail.intent.composer) answers.keep(mail.fingerprint, mail.decision);
    for (const {id} of findings) record('overridden', {check: id, reason: reasons[id] ?? null});
    if (gate) record('logged');
    happens('approve', {sendMode, log: gate || logged ? 'logged' : 'none'});
  }

  /** @param {SendMode} sendMode */
  function chooseMode(sendMode) {
    if (!mail || !isAsked()) return;
    mail.intent = {...mail.intent, sendMode, shortcut: false};
    mail.dialog = null; // how to send is answered: with nothing left to say, the mail goes
    happens('mode');
  }

  return {
    prefetch,
    /** The mail that is held, and the text that was asked about; null when none is. */
    held: () => mail && {composer: mail.intent.composer, text: mail.entry?.body?.draft?.text ?? null},
    /** What the agent does while a mail is held. */
    dialog: {
      back: () => happens('back'),
      answer: (/** @type {'append'|'whole'} */ answer) => amend({answer, copied: false}),
      copied: () => amend({copied: true}),
      send: (/** @type {{reasons: Record<string, string>, sendMode: SendMode}} */ chosen) => guarded(() => approve(chosen)),
      chooseMode: (/** @type {SendMode} */ mode) => guarded(() => chooseMode(mode)),
      /** Something was put right: look again, with the dialog still there. */
      changed: () => guarded(() => happens('changed')),
    },
    /** The page has gone somewhere else: nothing waits any more. */
    leave() {
      happens('leave');
      exemption.end();
    },
  };
}
