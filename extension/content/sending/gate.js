/**
 * Every way of sending passes here, in capture phase, before the page hears of it. What happens to a mail then is the table in
 * machine.js; here each event is noticed and each action done.
 * Whatever goes wrong in here, sending stays possible and the draft is not touched.
 */

import {createTimers} from '../app/state/timers.js';
import {createDialogActions} from './dialog/actions.js';
import {waiting} from './dialog/dialog.js';
import {createNews} from './dialog/news.js';
import {createNotes} from './dialog/notes.js';
import {createExemption} from './exemption.js';
import {createJudge} from './judge.js';
import {listen, mayBecomeShortcut, stop} from './listen.js';
import {next} from './machine.js';
import {createPress} from './press.js';
import {createDelivery} from './sent/delivery.js';
import {createRecheck} from './sent/recheck.js';
import {LIMIT_MS, NOTICE_MS} from './timing.js';
import {eventOf, isClean} from './verdict/decide.js';
import {createInquirer} from './verdict/inquiry.js';
import {createVerdicts} from './verdict/verdicts.js';

const NOT_SENT = 'Det gick inte att skicka åt dig. Mejlet är orört – klicka på Skicka igen.';
const UNMET = 'Det gick inte att skicka på det sätt du valde. Mejlet är orört. '
  + 'Välj en gång till i Freshdesks egen meny, eller klicka på Skicka, så får du välja här.';

/**
 * @typedef {import('../freshdesk/composer/send.js').Intent} Intent
 * @typedef {import('../../api.d.ts').SendMode} SendMode
 * @typedef {import('./mail.js').Mail} Mail
 *
 * @param {object} given
 * @param {any} given.page
 * @param {import('../app/backend/client.js').Client} given.client
 * @param {import('../app/state/state.js').Store} given.store
 * @param {import('../app/backend/client.js').Record} given.record
 * @param {import('../app/state/notices.js').Notify} given.notify
 * @param {import('../app/state/preferences.js').Preferences} given.preferences
 * @param {ReturnType<typeof import('./sent/bypass.js').createBypass>} given.bypass
 * @param {EventTarget} given.target  the window
 * @param {AbortSignal} given.signal
 */
export function createSendGate({page, client, store, record, notify, preferences, bypass, target, signal}) {
  const timers = createTimers(signal);
  const verdicts = createVerdicts({page, client});
  const inquire = createInquirer({client, verdicts, timers});
  const notes = createNotes();
  const news = createNews({page});
  const judge = createJudge({page, store, preferences, notes});
  const delivery = createDelivery({page, notify, record, left: (composer) => notes.end(composer.editor), timers, signal});
  const leaving = createPress({page, bypass, delivery});
  const recheck = createRecheck({page, client, notify, timers});
  const exemption = createExemption();

  /** @type {import('./machine.js').State} */
  let state = 'idle';
  /** @type {Mail|null} */
  let mail = null;
  let inquiries = 0;
  let takeBack = () => {}; // the advice to send again, once that is done

  listen({
    target, keys: page.keys, signal,
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
   * @param {import('../freshdesk/composer/composer.js').Composer|null} composer @param {SendMode} sendMode
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
    const mine = judge.mailOf(intent);
    const entry = intent.composer && verdicts.known(intent.composer, mine.intent.sendMode);
    const decision = entry?.answer?.ok ? judge.decided(mine, entry.answer, entry.body) : null;
    if (decision && isClean(decision)) return happens('pass', {intent: mine.intent, logged: decision.logged});
    stop(event);
    happens('hold', mine);
  }

  /**
   * The backend has answered about the mail that is held.
   * @param {import('../../messages.js').Answer|null} answer  null: it has not in time
   */
  function hear(answer) {
    if (!mail) return;
    mail.clocks.forEach(timers.cancel);
    mail.answer = answer;
    mail.decision = judge.decided(mail, answer, mail.entry?.body);
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
    ask: () => mail && ask(mail),
    press,
    close,
    settle: (given) => given && recheck(given.body, judge.hiddenFor(given.mail)),
    advise({intent, notes: said}) {
      delivery.stop(intent.composer);
      const {sendMode, status} = intent;
      const isChoice = sendMode !== 'send' || status !== null;
      said.unmet = isChoice ? {sendMode, status} : null;
      takeBack = notify('error', isChoice ? UNMET : NOT_SENT);
    },
    exempt(failed) {
      exemption.grant(failed?.intent); // first: to close is to draw, which may be what failed
      close();
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
        news.taken(mine);
        mine.fingerprint = judge.fingerprintOf(mine.intent);
      },
      heard: hear,
    }).catch(() => mine === mail && happens('fault', mine));
  }

  /** @param {Mail} mine */
  function ask(mine) {
    if (mine.decision) present(mine, judge.dialogOf(mine));
  }

  /** @param {Mail} mine @param {import('./dialog/dialog.js').Dialog} dialog */
  function present(mine, dialog) {
    mine.dialog = dialog;
    store.dispatch({type: 'asked', dialog});
  }

  function close() {
    mail?.clocks.forEach(timers.cancel);
    mail = null;
    store.dispatch({type: 'asked', dialog: null});
  }

  /** @param {{sendMode?: import('./dialog/dialog.js').Choice, log: 'logged'|'none'}} how */
  function press({sendMode, log}) {
    const mine = /** @type {Mail} */ (mail);
    const {intent, entry} = mine;
    const choice = sendMode ?? intent.sendMode;
    const mode = choice === 'plain' ? 'send' : choice;
    const isUnchecked = !mine.answer?.ok;
    close();
    takeBack();
    const wanted = {...intent, sendMode: mode, status: choice === intent.sendMode ? intent.status : null};
    const body = isUnchecked && intent.kind !== 'note' ? entry?.body ?? null : null;
    leaving.perform(wanted, isUnchecked && log === 'none' ? 'unknown' : log).then(
      (isDone) => (isDone ? happens('done', body && {body, mail: mine}) : happens('failed', {...mine, intent: wanted})),
      () => happens('fault', mine),
    );
  }

  /** A mail that the gate failed on goes without it. @param {Intent} intent */
  function goBy(intent) {
    takeBack();
    if (!exemption.use(intent)) return;
    record('sent-unlogged', {ticket: (intent.composer?.place ?? page.place()).id});
    notify('error', `Mejlet gick utan kontroll. Logga det i CAB (${logCode()}).`);
  }

  const dialog = createDialogActions({
    page, record, news, happens, guarded, ask, fingerprintOf: judge.fingerprintOf,
    asked: () => (state === 'asking' || state === 'unanswered' ? mail : null),
  });

  return {
    prefetch,
    /** The mail that is held, where it was opened, and the text and subject that were asked about; null when none is. */
    held() {
      const {text = null, subject = null} = mail?.entry?.body?.draft ?? {};
      return mail && {composer: mail.intent.composer, place: mail.place, text, subject};
    },
    /** What the agent does while a mail is held. */
    dialog: {
      ...dialog,
      back() {
        const intent = mail?.intent;
        happens('back');
        if (intent && !mail) page.leaveMenu(intent);
      },
      /** Something was put right: look again, with the dialog still there. */
      changed: () => guarded(() => happens('changed')),
    },
    /** The overlay could not be drawn. @param {unknown} error  thrown on when it kept no mail from its way */
    undrawn(error) {
      if (!mail) throw error;
      happens('fault', mail);
    },
    /** The page has been looked at: a mail whose page is gone waits no more; a new message is taken in. */
    look: () => guarded(() => {
      if (!mail?.intent.composer) return;
      if (!page.isOpen(mail.intent.composer)) happens('leave');
      else if (news.isThere(mail)) happens('changed');
    }),
    /** The address has changed: nothing waits any more. */
    leave() {
      happens('leave');
      exemption.end();
    },
  };
}
