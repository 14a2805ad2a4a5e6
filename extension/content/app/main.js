/**
 * Wires page, backend and overlay: what is seen becomes a question, the answer becomes the state, the state is shown.
 * Everything comes by parameter, so that the trainers' page can run the same modules without an extension.
 */

import {createActions} from './actions.js';
import firstPack from './first-pack.json' with {type: 'json'};
import {createGuides} from './guides.js';
import {createLooking} from './watcher.js';
import {emptyFields} from './offline.js';
import {createSendGate} from '../sending/gate.js';
import {question} from './question.js';
import {initial, reduce, view, visible} from './state.js';
import {createUnderline} from './underline.js';

const PATIENCE_MS = 4000; // what is missing before this may still be on its way
const UNSURE_MS = 1500; // a page without any sign of whose it is gets this long to show one
const PACK_MS = 4 * 60 * 1000;
const RETRY_MS = 4000;
const NOTICE_MS = {info: 9000, success: 5000, error: 15000};
const SCROLL_MS = 120;

/**
 * @param {{page: any, ask: import('./client.js').Ask, overlay: (actions: object) => {render: (state: object) => void},
 *   memory: import('./preferences.js').Memory, signal: AbortSignal}} given
 */
export function start({page, ask, overlay, memory, signal}) {
  let state = initial(memory.place);
  let pack = firstPack; // until the backend's own arrives: the prompts that must never be missing
  let arrivedAt = performance.now();
  let sequence = 0;
  let told = new Set();
  let retry = 0;
  const timers = new Set();
  const life = {state: () => state, dispatch, tell, say, later, pack: () => pack};

  const underline = createUnderline({document, hovered: (hover) => dispatch({type: 'hovered', hover}), signal});
  const gate = createSendGate({
    page, ask, situation, tell, say, later, signal,
    pack: () => pack,
    hidden: () => state.hidden,
    show: (dialog) => dispatch({type: 'asked', dialog}),
    target: window,
  });
  const guides = createGuides({...life, page, ask});
  const looking = createLooking({page, look, moved: arrive, window, signal});
  const shown = overlay(createActions({...life, page, ask, memory, gate, guides, looking, underline}));

  for (const type of ['scroll', 'resize']) window.addEventListener(type, clearance, {capture: true, passive: true, signal});
  signal.addEventListener('abort', () => timers.forEach(clearTimeout), {once: true});
  arrive();
  refreshPack(false);
  looking.soon();

  function dispatch(action) {
    if (signal.aborted) return;
    state = reduce(state, action);
    shown?.render(view(state));
  }

  function arrive() {
    const {kind, id} = page.place();
    arrivedAt = performance.now();
    sequence += 1;
    told = new Set();
    underline.show(null, []);
    gate.leave();
    if (kind === 'new') memory.forget(kind); // another mail than the one before
    dispatch({type: 'arrived', where: kind, hidden: memory.dismissed(id ?? kind)});
    guides.arrived();
    later(PATIENCE_MS + 50, () => looking.soon());
  }

  /** One look at the page. @returns {Promise<import('./watcher.js').Seen|null>} */
  async function look() {
    if (!ask.alive()) gone();
    const place = page.place();
    const age = performance.now() - arrivedAt;
    if (place.kind === 'other') return {print: 'other', ask: async () => {}};
    const there = page.isThere();
    if (there === 'no' || (there === 'unknown' && age < UNSURE_MS)) {
      if (age > PATIENCE_MS) dispatch({type: 'read', ticket: null, agent: null, moment: null, missing: ['ärendet']});
      return null;
    }
    if (place.kind === 'list') return lookAtList();
    const composer = page.composer();
    const draft = composer && page.draft(composer);
    const read = await page.ticket();
    const now = page.place();
    if (now.kind !== place.kind || now.id !== place.id) return null;
    if (place.kind === 'ticket') notice(place, draft);
    const missing = age > PATIENCE_MS ? [...new Set([...read.missing, ...page.missingParts(composer)])] : [];
    const moment = !composer ? 'open' : composer.kind === 'note' ? 'note' : 'write';
    dispatch({type: 'read', ticket: read.ticket, agent: read.agent, moment, missing});
    guides.look();
    clearance();
    if (place.kind === 'new' && !composer) return null;
    const {properties, required, conversation, requester} = read.ticket;
    return {
      print: JSON.stringify([place, moment, draft, properties, required, conversation.length, requester]),
      ask: () => judge(question({moment, read, draft}), composer),
    };
  }

  async function lookAtList() {
    const filters = page.filters();
    const missing = filters || performance.now() - arrivedAt < PATIENCE_MS ? [] : ['filtret'];
    dispatch({type: 'read', ticket: null, agent: null, moment: 'list', missing});
    clearance();
    return filters && {print: JSON.stringify(filters), ask: () => judge(question({moment: 'list', filters}), null)};
  }

  /** A mail that never passed the gate shows in the thread. */
  function notice({id}, draft) {
    const {latestSent} = page.thread();
    gate.notice(id, draft && draft.kind !== 'note' ? draft.text : null, latestSent);
  }

  /** The newest question wins, and an answer about a text that has changed since is no answer. */
  async function judge(body, composer) {
    const mine = ++sequence;
    const answer = await ask.check(body);
    if (mine !== sequence || signal.aborted) return;
    if (composer && page.read(composer).text !== body.draft.text) {
      looking.unanswered();
      return looking.soon();
    }
    if (!answer.ok) return lost(answer.why, answer.again);
    dispatch({type: 'judged', verdict: answer.value, text: body.draft?.text ?? ''});
    guides.back();
    underlineFindings(composer);
    tellShown();
    if (composer) gate.prefetch(composer, 'send');
  }

  function underlineFindings(composer) {
    const findings = pack.off.includes('underline') ? [] : visible(state.verdict?.findings ?? [], state.hidden);
    underline.show(composer && {editor: composer.editor, read: page.read(composer)}, findings);
  }

  function tellShown() {
    for (const {id} of visible(state.verdict.findings, state.hidden)) {
      if (told.has(id)) continue;
      told.add(id);
      tell('shown', {check: id});
    }
  }

  /** The backend is away: what needs no judgement is said all the same, and it is tried again. */
  function lost(why, again = RETRY_MS) {
    if (why === 'gone') return gone();
    looking.unanswered();
    underline.show(null, []);
    if (why === 'token' && state.away !== 'token') say('error', 'Servern godtar inte din nyckel. Öppna inställningarna för Rutinlots och ange den nya.');
    dispatch({type: 'away', why, prompts: state.moment === 'write' ? emptyFields(pack, state.ticket) : []});
    clearTimeout(retry);
    retry = later(again, () => looking.now());
  }

  function gone() {
    if (state.away === 'gone') return;
    dispatch({type: 'away', why: 'gone', prompts: emptyFields(pack, state.ticket)});
    dispatch({type: 'noticed', notice: {kind: 'info', text: 'Rutinlots har uppdaterats. Ladda om sidan när det passar.'}});
  }

  /** The question at send; the draft is read before anything is waited for. */
  function situation(composer, sendMode) {
    const draft = {...page.draft(composer), ...(composer.kind === 'note' ? {} : {send_mode: sendMode})};
    return page.ticket().then((read) => question({moment: 'send', read, draft}));
  }

  async function refreshPack(fresh) {
    const answer = await ask.pack(fresh);
    if (signal.aborted) return;
    if (answer.ok) {
      pack = answer.value;
      page.override(pack.selectors);
      dispatch({type: 'stocked', library: pack.guides});
    }
    later(fresh ? PACK_MS : 0, () => refreshPack(true));
  }

  function tell(kind, about = {}) {
    const event = {id: crypto.randomUUID(), at: new Date().toISOString(), kind, ticket: page.place().id, ...about};
    ask.events([event]);
  }

  /** @returns {() => void} what takes it back */
  function say(kind, text) {
    const place = kind === 'error' ? 'alarm' : 'notice'; // what is wrong stays to be read, whatever else happens
    const said = {kind, text};
    const takeBack = () => state[place] === said && dispatch({type: 'noticed', [place]: null});
    if (kind === 'success' && state.alarm) return takeBack; // never both that it went well and that it did not
    if (kind === 'error' && state.notice?.kind === 'success') dispatch({type: 'noticed', notice: null});
    dispatch({type: 'noticed', [place]: said});
    later(NOTICE_MS[kind], takeBack);
    return takeBack;
  }

  function later(after, work) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!signal.aborted) work();
    }, after);
    timers.add(timer);
    return timer;
  }

  /** What the overlay must leave free, a little after the page has stopped moving. */
  let clearing = 0;
  function clearance() {
    clearing ||= later(SCROLL_MS, () => {
      clearing = 0;
      const keepClear = page.keepClear();
      if (JSON.stringify(keepClear) !== JSON.stringify(state.keepClear)) dispatch({type: 'cleared', keepClear});
    });
  }
}
