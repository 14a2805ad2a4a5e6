/**
 * Every way of sending passes here, in capture phase, before the page hears of it. A mail with nothing to say about it is
 * left alone; otherwise it waits while one dialog is answered, and is then sent by the page's own control.
 * Whatever goes wrong in here, sending stays possible and the draft is not touched.
 */

import {emptyFields, logGate} from './prompts.js';
import {createSlipped} from './slipped.js';
import {visible} from './state.js';

const NOTICE_MS = 300; // after this the agent is told that the mail is being checked
const LIMIT_MS = 1000; // after this it may go unchecked
const KEPT = 8; // verdicts and answers that are remembered
const LATER_MS = [0, 5000, 15000, 60000, 300000]; // between the tries to check a mail that went unchecked
const STOPS = ['block', 'confirm'];
const EVENTS = ['click', 'keydown', 'submit'];
const HINTS = ['pointerover', 'focusin'];

/**
 * @param {object} given
 * @param {any} given.page
 * @param {import('./ask.js').Ask} given.ask
 * @param {(composer: any, sendMode: string) => Promise<object>} given.situation the question, its draft read at once
 * @param {() => object} given.pack
 * @param {() => string[]} given.hidden checks that the ticket is spared
 * @param {(dialog: object|null) => void} given.show
 * @param {(kind: string, text: string) => void} given.say
 * @param {(kind: string, about?: object) => void} given.tell events
 * @param {(after: number, work: () => void) => number} given.later milliseconds
 * @param {EventTarget} given.target the window
 * @param {AbortSignal} given.signal
 */
export function createSendGate({page, ask, situation, pack, hidden, show, say, tell, later, target, signal}) {
  const verdicts = limited(new Map());
  const answers = limited(new Map()); // what the agent has said about a draft: {ids, logged}
  const slipped = createSlipped({page, pack, say, tell, later, target, signal});
  const followed = new WeakSet();
  let current = null; // the mail that waits
  let passing = null; // the control that is being used for the agent
  let performing = false;
  let free = false; // something broke and a mail was held: the next click goes without us

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
      const intent = isOn() && page.sendIntent(event);
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
    if (event.detail > 1 && followed.has(intent.composer?.editor)) return stop(event); // the second click of a double click
    if (free) {
      free = false;
      return;
    }
    const entry = intent.composer && verdicts.get(keyOf(intent.composer, intent.sendMode));
    if (entry?.answer?.ok && isClean(opinion(entry.answer, intent, entry.body))) return letGo(intent, entry.answer.value.gate ? 'logged' : 'none');
    stop(event);
    hold(intent);
  }

  /** Ask before the agent does, so that a clean mail leaves at once. */
  function prefetch(composer, sendMode) {
    if (composer) verdictOf(composer, sendMode);
  }

  const keyOf = (composer, sendMode) => `${sendMode} ${page.signs(composer)}`;

  function verdictOf(composer, sendMode) {
    const key = keyOf(composer, sendMode);
    const known = verdicts.get(key);
    if (known) return known;
    const entry = {key, answer: null, body: null};
    verdicts.set(key, entry);
    entry.promise = situation(composer, sendMode)
      .then((body) => {
        entry.body = body;
        return ask.check(body);
      })
      .catch(() => ({ok: false, why: 'offline'}))
      .then((answer) => {
        entry.answer = answer;
        if (!answer.ok) verdicts.delete(key); // ask anew the next time
        return answer;
      });
    return entry;
  }

  /** What stands between this mail and its customer. */
  function opinion(answer, intent, body) {
    const said = answers.get(printOf(intent)) ?? {ids: new Set(), logged: false};
    const unanswered = ({id, level}) => STOPS.includes(level) && !said.ids.has(id);
    if (answer?.ok) {
      return {findings: visible(answer.value.findings, hidden()).filter(unanswered), gate: said.logged ? null : answer.value.gate, offline: false};
    }
    const asked = body ?? {ticket: null, draft: {kind: intent.kind, text: '', to: [], cc: [], bcc: []}};
    const findings = intent.kind === 'note' ? [] : emptyFields(pack(), asked.ticket).filter(unanswered);
    return {findings, gate: said.logged ? null : logGate(pack(), asked), offline: true};
  }

  const isClean = ({findings, gate}) => findings.length === 0 && !gate;
  const printOf = ({composer}) => (composer ? JSON.stringify([page.place(), page.draft(composer)]) : 'unread');

  function hold(intent) {
    const mine = {intent, dialog: null, entry: null, timers: []};
    current = mine;
    mine.timers = [later(NOTICE_MS, guarded(() => isMine(mine) && !mine.dialog && present(mine, waiting(mine)))), later(LIMIT_MS, guarded(() => inTime(mine)))];
    consider(mine).catch(broke);
  }

  const isMine = (mine) => mine === current;
  const waiting = ({intent}) => ({phase: 'waiting', findings: [], gate: null, answer: null, copied: false, sendMode: intent.sendMode, offline: false, isNote: intent.kind === 'note'});

  async function consider(mine) {
    const {intent} = mine;
    if (!intent.composer) return decide(mine, null);
    for (;;) {
      const entry = verdictOf(intent.composer, intent.sendMode);
      mine.entry = entry;
      const answer = await entry.promise;
      if (!isMine(mine)) return;
      if (!answer.ok || entry.key === keyOf(intent.composer, intent.sendMode)) {
        decide(mine, answer);
        return answer.why === 'timeout' ? patiently(mine, entry) : undefined;
      }
    }
  }

  /** The dialog is open without an answer: when it comes after all, it takes its place. */
  async function patiently(mine, entry) {
    const answer = await ask.check(entry.body, {patient: true});
    if (!answer.ok || !isMine(mine) || entry !== mine.entry || entry.key !== keyOf(mine.intent.composer, mine.intent.sendMode)) return;
    entry.answer = answer;
    decide(mine, answer);
  }

  /** No answer yet: the mail may go, with what needs no answer said. */
  function inTime(mine) {
    if (isMine(mine) && !mine.entry?.answer) decide(mine, null);
  }

  function decide(mine, answer) {
    mine.timers.forEach(clearTimeout);
    const {findings, gate, offline} = opinion(answer, mine.intent, mine.entry?.body);
    mine.print = printOf(mine.intent);
    const asked = mine.dialog?.phase === 'ask';
    if (!asked && isClean({findings, gate})) return go(mine, mine.intent.sendMode, {log: 'none', unchecked: !answer?.ok});
    const sameText = asked && mine.dialog.gate?.text === gate?.text;
    present(mine, {
      phase: 'ask', findings, gate, offline, isNote: mine.intent.kind === 'note',
      answer: asked ? mine.dialog.answer : null,
      copied: sameText && mine.dialog.copied,
      sendMode: mine.intent.kind === 'reply' ? mine.intent.sendMode : null,
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
    remember(intent);
    follow(intent, log);
  }

  async function go(mine, sendMode, {log, unchecked}) {
    const intent = {...mine.intent, sendMode, status: sendMode === mine.intent.sendMode ? mine.intent.status : null};
    close();
    remember(intent);
    const following = follow(intent, unchecked && log === 'none' ? 'unknown' : log);
    performing = true;
    let done = false;
    try {
      done = await page.performSend(intent, (control) => (passing = control));
    } finally {
      passing = null;
      performing = false;
    }
    if (done) return unchecked && intent.kind !== 'note' && mine.entry?.body ? afterwards(mine.entry.body) : undefined;
    following?.abort();
    followed.delete(intent.composer?.editor);
    say('error', 'Det gick inte att skicka åt dig. Mejlet är orört – klicka på Skicka igen.');
  }

  function remember({composer, kind}) {
    if (composer && kind !== 'note') slipped.passed(page.place().id, page.read(composer).text);
  }

  /** Says "sent" only when the page shows that it is. */
  function follow(intent, log) {
    const editor = intent.composer?.editor;
    if (intent.kind === 'note' || !editor || followed.has(editor)) return null;
    followed.add(editor);
    const life = new AbortController();
    page.followSend(intent, {
      sent: () => {
        if (log === 'logged') say('success', 'Mejlet är skickat och loggat.');
        tell(log === 'unknown' ? 'sent-unlogged' : 'sent');
        page.forgetTicket();
      },
      refused: () => {
        followed.delete(editor);
        say('info', 'Freshdesk har inte skickat mejlet. Rätta det som Freshdesk visar och skicka igen. Det du har loggat behöver inte loggas om.');
      },
      signal: AbortSignal.any([signal, life.signal]),
    });
    return life;
  }

  /** A mail that went unchecked is checked as soon as that can be done, and the agent is told. */
  function afterwards(body, [wait, ...waits] = LATER_MS) {
    if (wait === undefined) return;
    later(wait, async () => {
      const answer = await ask.check(body, {patient: true});
      if (!answer.ok) return afterwards(body, waits);
      const titles = visible(answer.value.findings, hidden()).filter(({level}) => STOPS.includes(level)).map(({title}) => title);
      if (titles.length) say('error', `Mejlet gick innan det var kontrollerat. Se över det: ${titles.join(' · ')}.`);
    });
  }

  function unchecked() {
    close();
    say('error', `Mejlet gick utan kontroll: Rutinlots kunde inte läsa sidan. Logga det i CAB (${pack().prompts.gate.code}).`);
  }

  function broke() {
    current?.timers.forEach(clearTimeout);
    current = null;
    free = true;
    show(null);
    say('error', 'Något gick fel i Rutinlots. Mejlet är orört – klicka på Skicka igen, så går det utan kontroll.');
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
      const said = answers.get(mine.print) ?? {ids: new Set(), logged: false};
      answers.set(mine.print, {ids: new Set([...said.ids, ...findings.map(({id}) => id)]), logged: said.logged || Boolean(gate)});
      for (const {id} of findings) tell('overridden', {check: id, reason: reasons[id] ?? null});
      if (gate) tell('logged');
      go(mine, sendMode, {log: gate || said.logged ? 'logged' : 'none', unchecked: mine.dialog.offline}).catch(broke);
    },
  };

  /** Something was put right while the dialog is open: look again, with the dialog still there. */
  function reconsider(sendMode) {
    const mine = current;
    if (!mine) return;
    mine.timers.forEach(clearTimeout);
    if (sendMode) mine.intent = {...mine.intent, sendMode};
    if (sendMode) mine.dialog = {...mine.dialog, phase: 'waiting'}; // how to send is answered: with nothing left, it goes
    consider(mine).catch(broke);
  }

  return {
    dialog, reconsider, prefetch,
    notice: slipped.notice,
    /** The draft's text that the dialog is about. */
    text: () => current?.entry?.body?.draft.text ?? null,
    /** The page has gone somewhere else: nothing waits any more. */
    leave() {
      close();
      slipped.left();
    },
  };
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** A map that forgets its oldest entries. */
function limited(map) {
  const set = map.set.bind(map);
  map.set = (key, value) => {
    map.delete(key);
    set(key, value);
    if (map.size > KEPT) map.delete(map.keys().next().value);
    return map;
  };
  return map;
}
