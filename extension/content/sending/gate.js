/**
 * Every way of sending passes here, in capture phase, before the page hears of it. A mail with nothing to say about it is
 * left alone; otherwise it waits while one dialog is answered, and is then sent by the page's own control.
 * Whatever goes wrong in here, sending stays possible and the draft is not touched.
 */

import {createAfterwards} from './recheck.js';
import {createFollow} from './delivery.js';
import {isClean, opinion} from './decide.js';
import {createSlipped} from './bypass.js';
import {createVerdicts, limited} from './verdicts.js';

const NOTICE_MS = 300; // after this the agent is told that the mail is being checked
const LIMIT_MS = 1000; // after this it may go unchecked
const AGAIN_MS = 1000; // between the tries while the dialog is open without an answer
const LASTING = ['gone', 'token', 'invalid']; // no use to ask again
const KEPT = 8; // answers that are remembered
const EVENTS = ['click', 'keydown', 'submit'];
const HINTS = ['pointerover', 'focusin', 'keydown'];
const FREE_MS = 60_000; // how long a mail that we failed on may go without us

/**
 * @param {object} given
 * @param {any} given.page
 * @param {import('../app/client.js').Ask} given.ask
 * @param {(composer: any, sendMode: string) => Promise<object>} given.situation the question, its draft read at once
 * @param {() => object} given.pack
 * @param {() => string[]} given.hidden checks that the ticket is spared
 * @param {(dialog: object|null) => void} given.show
 * @param {(kind: string, text: string) => () => void} given.say  answers what takes it back
 * @param {(kind: string, about?: object) => void} given.tell events
 * @param {(after: number, work: () => void) => number} given.later milliseconds
 * @param {EventTarget} given.target the window
 * @param {AbortSignal} given.signal
 */
export function createSendGate({page, ask, situation, pack, hidden, show, say, tell, later, target, signal}) {
  const verdicts = createVerdicts({page, ask, situation});
  const answers = limited(KEPT); // what the agent has said about a draft: {ids, logged}
  const slipped = createSlipped({page, pack, say, tell, later, target, signal});
  const follow = createFollow({page, say, tell, later, signal});
  const checkAfterwards = createAfterwards({page, ask, hidden, say, later});
  let current = null; // the mail that waits
  let passing = null; // the control that is being used for the agent
  let performing = false;
  let takeBack = () => {}; // the advice to send again, once that is done
  let free = null; // something broke and a mail was held: it may go without us; {editor, until, told}

  for (const type of EVENTS) target.addEventListener(type, safely, {capture: true, signal});
  for (const type of HINTS) target.addEventListener(type, hint, {capture: true, passive: true, signal});

  const isOn = () => !pack().off.includes('send-gate');

  function safely(event) {
    try {
      if (isOn()) handle(event);
    } catch {
      if (event.defaultPrevented) broke();
      else unchecked();
    }
  }

  function hint(event) {
    try {
      if (!isOn()) return;
      if (event.type === 'keydown') return ['Control', 'Meta'].includes(event.key) && !event.repeat && prefetch(page.composer(), 'send'); // Enter may follow
      const intent = page.sendIntent(event);
      if (intent) prefetch(intent.composer, intent.sendMode);
    } catch {
      // Looking ahead is a convenience.
    }
  }

  function handle(event) {
    const intent = page.sendIntent(event);
    if (!intent) return;
    if (passing && intent.control === passing) return;
    if (current || performing) return stop(event);
    if (event.detail > 1 && follow.has(intent.composer)) return stop(event); // the second click of a double click
    if (isFree(intent)) return event.type === 'click' || intent.shortcut ? goneFree(intent) : undefined; // a key's click comes after it
    const entry = intent.composer && verdicts.known(intent.composer, intent.sendMode);
    if (entry?.answer?.ok && isClean(opinionOf(entry.answer, intent, entry.body))) return letGo(intent, entry.answer.value.gate ? 'logged' : 'none');
    stop(event);
    hold(intent);
  }

  const isFree = ({composer}) => free !== null && performance.now() < free.until && (!free.editor || free.editor === composer?.editor);

  function goneFree({kind}) {
    takeBack();
    if (free.told || kind === 'note') return;
    free.told = true;
    tell('sent-unlogged');
    say('error', `Mejlet gick utan kontroll. Logga det i CAB (${code()}).`);
  }

  const code = () => pack().prompts.gate.code;

  /** Ask before the agent does, so that a clean mail leaves at once. */
  function prefetch(composer, sendMode) {
    if (composer) verdicts.of(composer, sendMode);
  }

  const saidOf = (print) => answers.get(print) ?? {ids: new Set(), logged: false};
  const opinionOf = (answer, intent, body) =>
    opinion({answer, body, kind: intent.kind, said: saidOf(printOf(intent)), pack: pack(), hidden: hidden()});
  const printOf = ({composer}) => (composer ? JSON.stringify([page.place(), page.draft(composer)]) : 'unread');

  function hold(intent) {
    const mine = {intent, print: printOf(intent), dialog: null, entry: null, timers: []};
    current = mine;
    mine.timers = [later(NOTICE_MS, guarded(() => isMine(mine) && !mine.dialog && present(mine, waiting(mine)))), later(LIMIT_MS, guarded(() => inTime(mine)))];
    consider(mine).catch(() => broke(mine));
  }

  const isMine = (mine) => mine === current;
  const waiting = ({intent}) => ({phase: 'waiting', findings: [], gate: null, answer: null, copied: false, sendMode: intent.sendMode, unchecked: null, isNote: intent.kind === 'note'});

  async function consider(mine) {
    const {intent} = mine;
    if (!intent.composer) return decide(mine, {ok: false, why: 'blind'});
    for (;;) {
      const entry = verdicts.of(intent.composer, intent.sendMode);
      mine.entry = entry;
      mine.print = printOf(intent); // of the text that the entry is about
      const answer = await entry.promise;
      if (!isMine(mine)) return;
      if (!answer.ok || verdicts.isAbout(entry, intent)) {
        decide(mine, answer);
        return answer.ok ? undefined : patiently(mine, entry);
      }
    }
  }

  /** The dialog is open without an answer: when it comes after all, it takes its place. */
  async function patiently(mine, entry) {
    const isWaited = () => isMine(mine) && entry === mine.entry;
    const isTrue = () => entry.body && verdicts.isAbout(entry, mine.intent); // read, and nothing has changed since
    while (isWaited()) {
      const answer = isTrue() ? await ask.check(entry.body, {patient: true}) : null;
      if (answer?.ok && isWaited() && isTrue()) return decide(mine, (entry.answer = answer));
      if (LASTING.includes(answer?.why)) return;
      await new Promise((resolve) => later(AGAIN_MS, resolve));
      if (isWaited() && !isTrue()) return consider(mine);
    }
  }

  /** No answer yet: the mail may go, with what needs no answer said. */
  function inTime(mine) {
    if (isMine(mine) && !mine.entry?.answer) decide(mine, null);
  }

  function decide(mine, answer) {
    mine.timers.forEach(clearTimeout);
    const {findings, gate, unchecked} = opinionOf(answer, mine.intent, mine.entry?.body);
    const asked = mine.dialog?.phase === 'ask';
    const mayGo = !asked && !mine.intent.shortcut; // on a page where the keys don't send, nothing may go by them
    if (mayGo && isClean({findings, gate})) return go(mine, mine.intent.sendMode, {log: 'none', unchecked: !answer?.ok});
    const sameText = asked && mine.dialog.gate?.text === gate?.text;
    present(mine, {
      phase: 'ask', findings, gate, unchecked, isNote: mine.intent.kind === 'note',
      answer: asked ? mine.dialog.answer : null,
      copied: sameText && mine.dialog.copied,
      sendMode: mine.intent.kind === 'reply' ? mine.intent.sendMode : null,
      status: mine.intent.sendMode === 'send' ? mine.intent.status?.label ?? null : null,
    });
  }

  function present(mine, dialog) {
    mine.dialog = dialog;
    show(dialog);
  }

  function close() {
    current?.timers.forEach(clearTimeout);
    current = null;
    show(null);
  }

  /** A fault in here must never keep a mail from its way. */
  const guarded = (work) => () => {
    try {
      work();
    } catch {
      broke();
    }
  };

  /** The mail passes untouched by the agent's own click. */
  function letGo(intent, log) {
    takeBack();
    remember(intent);
    follow.start(intent, log);
  }

  async function go(mine, sendMode, {log, unchecked}) {
    const intent = {...mine.intent, sendMode, status: sendMode === mine.intent.sendMode ? mine.intent.status : null};
    close();
    takeBack();
    remember(intent);
    follow.start(intent, unchecked && log === 'none' ? 'unknown' : log);
    performing = true;
    let done = false;
    try {
      done = await page.performSend(intent, (control) => (passing = control));
    } finally {
      passing = null;
      performing = false;
    }
    if (done) return unchecked && intent.kind !== 'note' && mine.entry?.body ? checkAfterwards(mine.entry.body) : undefined;
    follow.stop(intent.composer);
    takeBack = say('error', 'Det gick inte att skicka åt dig. Mejlet är orört – klicka på Skicka igen.');
  }

  function remember({composer, kind}) {
    if (composer && kind !== 'note') slipped.passed(page.place().id, page.read(composer).text);
  }

  function unchecked() {
    close();
    say('error', `Mejlet gick utan kontroll: Rutinlots kunde inte läsa sidan. Logga det i CAB (${code()}).`);
  }

  function broke(mine = current) {
    mine?.timers.forEach(clearTimeout);
    free = {editor: mine?.intent.composer?.editor ?? null, until: performance.now() + FREE_MS};
    current = null;
    show(null);
    takeBack = say('error', 'Något gick fel i Rutinlots. Mejlet är orört – klicka på Skicka igen, så går det utan kontroll.');
  }

  /** The agent's answers in the dialog. */
  const dialog = {
    back: () => !performing && close(),
    answer: (answer) => current?.dialog && present(current, {...current.dialog, answer, copied: false}),
    copied: () => current?.dialog && present(current, {...current.dialog, copied: true}),
    send({reasons, sendMode}) {
      const mine = current;
      if (mine?.dialog?.phase !== 'ask' || performing) return;
      if (mine.print !== printOf(mine.intent)) return reconsider(); // the text is not the one that was asked about
      const {findings, gate} = mine.dialog;
      const said = saidOf(mine.print);
      if (mine.intent.composer) answers.set(mine.print, {ids: new Set([...said.ids, ...findings.map(({id}) => id)]), logged: said.logged || Boolean(gate)});
      for (const {id} of findings) tell('overridden', {check: id, reason: reasons[id] ?? null});
      if (gate) tell('logged');
      go(mine, sendMode, {log: gate || said.logged ? 'logged' : 'none', unchecked: Boolean(mine.dialog.unchecked)}).catch(() => broke(mine));
    },
  };

  /** Something was put right while the dialog is open: look again, with the dialog still there. */
  function reconsider(sendMode) {
    const mine = current;
    if (!mine) return;
    mine.timers.forEach(clearTimeout);
    if (sendMode) mine.intent = {...mine.intent, sendMode, shortcut: false};
    if (sendMode) mine.dialog = {...mine.dialog, phase: 'waiting'}; // how to send is answered: with nothing left, it goes
    consider(mine).catch(() => broke(mine));
  }

  return {
    dialog, reconsider, prefetch,
    notice: slipped.notice,
    /** The draft's text that the dialog is about. */
    text: () => current?.entry?.body?.draft.text ?? null,
    composer: () => current?.intent.composer ?? null,
    /** The page has gone somewhere else: nothing waits any more. */
    leave() {
      close();
      free = null;
      slipped.left();
    },
  };
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
