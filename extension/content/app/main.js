/**
 * Wires page, backend and overlay: what is seen becomes a question, the answer becomes the state, the state is shown.
 * Everything comes by parameter, so that the trainers' page can run the same modules without an extension.
 */

import {createActions} from './actions/actions.js';
import {createGuides} from './actions/guides.js';
import {createRecord} from './backend/client.js';
import firstPack from './backend/first-pack.json' with {type: 'json'};
import {emptyFields} from './backend/offline.js';
import {question} from './backend/question.js';
import {createShortcuts} from './shortcuts.js';
import {createNotify} from './state/notices.js';
import {createStore, initial, isSame, suggests, view, visible} from './state/state.js';
import {createTimers} from './state/timers.js';
import {createUnderline} from './underline.js';
import {createWatcher} from './watcher.js';
import {createSendGate} from '../sending/gate.js';
import {createBypass} from '../sending/sent/bypass.js';

const PATIENCE_MS = 4000; // what is missing before this may still be on its way
const UNSURE_MS = 1500; // a page without any sign of whose it is gets this long to show one
const PACK_MS = 4 * 60 * 1000;
const RETRY_MS = 4000;
const ALIVE_MS = 3000;
const SCROLL_MS = 120;
const SUGGESTIONS = ' suggestions'; // no check's id has a space

/** @type {Partial<Record<import('../../messages.js').Why, string>>} what the agent can do something about, said once */
const REFUSED = {
  token: 'Servern godtar inte din nyckel. Öppna inställningarna för Rutinlots och ange den nya.',
  'server-key': 'Servern har fått en ny nyckel, så inget skickas dit. Fråga IT om det stämmer, och godta den sedan i '
    + 'inställningarna för Rutinlots.',
  'old-server': 'Servern är äldre än tillägget och kan inte visa att den är er, så inget skickas dit. Be IT uppdatera den.',
  address: 'Servern säger att adressen i inställningarna för Rutinlots inte är dess egen, så inget skickas dit. Fråga IT.',
};

/**
 * @typedef {import('../freshdesk/composer/composer.js').Composer} Composer
 * @typedef {import('../../api.d.ts').Draft} Draft
 * @typedef {{render: (state: any, isStill?: boolean) => void, stir: () => void, boxes: () => any[]|null, keys: any}} Overlay
 * @param {object} given
 * @param {any} given.page  see freshdesk/index.js
 * @param {import('./backend/client.js').Client} given.client
 * @param {(actions: any, keys: any) => Overlay} given.overlay
 * @param {import('./state/preferences.js').Preferences} given.preferences
 * @param {AbortSignal} given.signal
 * @returns {{look: () => void}}  look: look at the page now, which is known to be whole
 */
export function start({page, client, overlay, preferences, signal}) {
  /** @type {Overlay|undefined} */
  let shown;
  /** @type {any} */
  let drawn = null; // what the overlay shows
  // Until the backend's own pack arrives, the first one has the prompts that must never be missing.
  const first = initial(preferences.place, /** @type {any} */ (firstPack));
  const store = createStore(first, show, signal);
  const timers = createTimers(signal);
  const record = createRecord({client, page});
  const notify = createNotify({store, timers});
  let arrivedAt = performance.now();
  let sequence = 0;
  /** @type {Set<string>} what has been recorded as shown: findings by their ids, and that there were suggestions */
  let recorded = new Set();
  let retry = 0;

  const underline = createUnderline({document, hovered: (hover) => store.dispatch({type: 'hovered', hover}), signal});
  const bypass = createBypass({page, store, notify, record, target: window, signal});
  const gate = createSendGate({page, client, store, record, notify, preferences, bypass, target: window, signal});
  const guides = createGuides({store, timers, page, client});
  const watcher = createWatcher({page, look, moved: arrive, window, signal});
  const given = {store, timers, record, notify, page, client, preferences, gate, guides, watcher, underline, signal};
  shown = overlay(createActions(given), page.keys);
  client.commands(createShortcuts(shown.keys), signal);

  for (const type of ['scroll', 'resize']) window.addEventListener(type, clearance, {capture: true, passive: true, signal});
  arrive();
  refreshPack(false);
  watcher.early();
  watchForLoss();

  /** Drawing measures the page, so it is done when there is something else to show, or the page may have moved. */
  function show(/** @type {import('./state/state.js').Full} */ state) {
    const next = view(state);
    if (!shown) return;
    const isStill = !page.isMoving(shown.boxes());
    if (isSame(next, drawn)) {
      if (!isStill) shown.stir();
      return;
    }
    drawn = next;
    shown.render(next, isStill);
  }

  function arrive() {
    const {kind, id} = page.place();
    arrivedAt = performance.now();
    sequence += 1;
    if (kind === 'ticket') page.expect(id);
    recorded = new Set();
    underline.show(null, []);
    gate.leave();
    bypass.left();
    if (kind === 'new') preferences.forget(kind); // another mail than the one before
    store.dispatch({type: 'arrived', where: kind, hidden: preferences.dismissed(id ?? kind)});
    guides.arrived();
    timers.later(PATIENCE_MS + 50, () => watcher.soon());
  }

  /** One look at the page. @returns {Promise<import('./watcher.js').Seen|null>} */
  async function look() {
    if (!client.alive()) gone();
    if (isPutOff) clear();
    else clearance();
    const place = page.place();
    const age = performance.now() - arrivedAt;
    if (place.kind === 'other') return {fingerprint: 'other', ask: async () => {}};
    if (page.isAbsent()) return nothing();
    if (store.state.where === 'other') arrive(); // it is there after all
    const there = page.isThere();
    if (there === 'no' || (there === 'unknown' && age < UNSURE_MS)) {
      if (age > PATIENCE_MS) store.dispatch({type: 'read', ticket: null, agent: null, moment: null, missing: ['ärendet']});
      return null;
    }
    if (place.kind === 'list') return lookAtList();
    gate.look();
    const composer = page.composer();
    if (composer && !page.isAt(composer, place)) return null; // the mail of the page before
    const draft = composer && page.draft(composer);
    const read = await page.ticket(place);
    const now = page.place();
    if (now.kind !== place.kind || now.id !== place.id) return null;
    if (page.isAbsent()) return nothing(); // deleted, as it turns out
    if (place.kind === 'ticket') notice(place, draft);
    const missing = age > PATIENCE_MS ? [...new Set([...read.missing, ...page.missingParts(composer)])] : [];
    const moment = !composer ? 'open' : composer.kind === 'note' ? 'note' : 'write';
    const room = store.state.layout.late ? measured() : {}; // nothing is shown before it is known
    store.dispatch({type: 'read', ticket: read.ticket, agent: read.agent, moment, missing, ...room});
    guides.look();
    clearance();
    if (composer && draft.text === store.state.text && !underline.stands(composer.editor)) underlineFindings(composer);
    if (place.kind === 'new' && !composer) return null;
    const {properties, required, conversation, requester} = read.ticket;
    return {
      fingerprint: JSON.stringify([place, moment, draft, properties, required, conversation.length, requester]),
      isSure: moment === 'open' && read.isSure,
      ask: () => judge(question({moment, read, draft}), composer),
    };
  }

  /** The address is of a ticket that there is none of: as on a page without one. */
  function nothing() {
    if (store.state.where !== 'other') store.dispatch({type: 'arrived', where: 'other', hidden: []});
    return {fingerprint: 'nothing', ask: async () => {}};
  }

  async function lookAtList() {
    const filters = page.filters();
    const missing = filters || performance.now() - arrivedAt < PATIENCE_MS ? [] : ['filtret'];
    store.dispatch({type: 'read', ticket: null, agent: null, moment: 'list', missing});
    clearance();
    if (!filters) return null;
    return {fingerprint: JSON.stringify(filters), ask: () => judge(question({moment: 'list', read: null, filters}), null)};
  }

  /** A mail that never passed the gate shows in the thread. @param {{id: number}} place @param {Draft|null} draft */
  function notice({id}, draft) {
    const {latestSent} = page.thread();
    bypass.notice(id, draft && draft.kind !== 'note' ? draft.text : null, latestSent);
  }

  /**
   * The newest question wins, and an answer about a text that has changed since is no answer.
   * @param {import('../../api.d.ts').Situation} body
   * @param {Composer|null} composer
   */
  async function judge(body, composer) {
    const mine = ++sequence;
    const answer = await client.check(body);
    if (mine !== sequence || signal.aborted) return;
    if (composer && page.read(composer).text !== body.draft?.text) {
      watcher.unanswered();
      return watcher.soon();
    }
    if (!answer.ok) return lost(answer.why, answer.again);
    const {text = '', subject = null} = body.draft ?? {};
    store.dispatch({type: 'judged', verdict: answer.value, text, subject});
    guides.back();
    underlineFindings(composer);
    recordShown();
    recordSuggested();
    if (composer) gate.prefetch(composer, 'send');
    if (answer.value.suggestions_pending) await suggest(body, mine);
  }

  /**
   * What a mail means is known a moment after its findings.
   * @param {import('../../api.d.ts').Situation} body @param {number} asked
   */
  async function suggest(body, asked) {
    const answer = await client.suggestions(body);
    if (answer.ok && asked === sequence && !signal.aborted) {
      store.dispatch({type: 'suggested', suggestions: answer.value.suggestions});
      recordSuggested();
    }
  }

  /** @param {Composer|null} composer */
  function underlineFindings(composer) {
    const {pack, verdict, hidden} = store.state;
    const findings = pack.off.includes('underline') ? [] : visible(verdict?.findings ?? [], hidden);
    underline.show(composer && {editor: composer.editor, read: page.read(composer)}, findings);
  }

  function recordShown() {
    for (const {id} of visible(store.state.verdict?.findings ?? [], store.state.hidden)) {
      if (recorded.has(id)) continue;
      recorded.add(id);
      record('shown', {check: id});
    }
  }

  function recordSuggested() {
    if (recorded.has(SUGGESTIONS) || !suggests(store.state)) return;
    recorded.add(SUGGESTIONS);
    record('suggested');
  }

  /**
   * The backend is away: what needs no judgement is said all the same, and it is tried again.
   * @param {import('../../messages.js').Why} why
   */
  function lost(why, again = RETRY_MS) {
    if (why === 'gone') return gone();
    watcher.unanswered();
    underline.show(null, []);
    const {away, moment, pack, ticket} = store.state;
    if (why !== away && REFUSED[why]) notify('error', REFUSED[why]);
    store.dispatch({type: 'away', why, prompts: moment === 'write' ? emptyFields(pack, ticket) : []});
    timers.cancel(retry);
    retry = timers.later(again, () => watcher.now());
  }

  /** The extension may be replaced while the page lies still, and so is not looked at. */
  function watchForLoss() {
    if (!client.alive()) gone();
    else timers.later(ALIVE_MS, watchForLoss);
  }

  function gone() {
    if (store.state.away === 'gone') return;
    store.dispatch({type: 'away', why: 'gone', prompts: emptyFields(store.state.pack, store.state.ticket)});
    store.dispatch({type: 'noticed', notice: {kind: 'info', text: 'Rutinlots har uppdaterats. Ladda om sidan när det passar.'}});
  }

  let pack = ''; // the latest, as text
  /** @param {boolean} fresh ask the backend, not only what is stored */
  async function refreshPack(fresh) {
    const answer = await client.pack(fresh);
    if (signal.aborted) return;
    const text = answer.ok ? JSON.stringify(answer.value) : pack;
    if (answer.ok && text !== pack) {
      pack = text;
      page.override(answer.value.selectors);
      store.dispatch({type: 'stocked', pack: answer.value});
    }
    timers.later(fresh ? PACK_MS : 0, () => refreshPack(true));
  }

  /** What the overlay must leave free, a little after the page has stopped moving. */
  let clearing = 0;
  let isPutOff = false; // until the look that follows what the agent types: the page scrolls with the text
  function clearance() {
    clearing ||= timers.later(SCROLL_MS, () => {
      clearing = 0;
      isPutOff = page.isTyping();
      if (!isPutOff) clear();
    });
  }
  function clear() {
    isPutOff = false;
    const now = measured();
    const before = {keepClear: store.state.keepClear, layout: store.state.layout};
    if (!isSame(now, before)) store.dispatch({type: 'cleared', ...now});
  }
  function measured() {
    const layout = {...page.layout(), late: false};
    layout.late = !layout.row && performance.now() - arrivedAt < PATIENCE_MS;
    if (preferences.theme) layout.theme = preferences.theme;
    return {keepClear: page.keepClear(), layout};
  }

  return {look: watcher.now};
}
