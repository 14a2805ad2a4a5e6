/**
 * What the rest of the extension may know of a Freshdesk page. Everything that names Freshdesk is in this
 * folder and selectors.json.
 */

import builtIn from './selectors.json' with {type: 'json'};
import {createComposers} from './composer/composer.js';
import {createGuess} from './composer/guess.js';
import {createRich} from './composer/rich.js';
import {createSending} from './composer/send.js';
import {asParagraphs, replace, select} from './composer/write.js';
import {createChooser} from './form/choose.js';
import {createFilter} from './form/filter.js';
import {createProperties} from './form/properties.js';
import {createFinder, isShown} from './page/find.js';
import {createKeys} from './page/keys.js';
import {createLayout} from './page/layout.js';
import {isThere, placeOf, samePlace} from './page/location.js';
import {createMovement} from './page/movement.js';
import {skeletonOf} from './page/skeleton.js';
import {bare, textAround} from './page/text.js';
import {createApi} from './ticket/api.js';
import {createThread} from './ticket/thread.js';
import {createTicketReader} from './ticket/ticket.js';

const TYPING_MS = 200; // between two keys
const POLL_MS = 500; // for navigation, in a browser that doesn't tell of it
const NOTE_MS = 2000; // for a note to open
const OLDER_MS = 3000; // for older messages to come
const MOST_LOADS = 20;

/**
 * @param {object} given
 * @param {Document} given.document
 * @param {AbortSignal} given.signal
 * @param {(path: string, options: object) => Promise<Response>} [given.fetch]
 * @param {string} [given.base]  the address that Freshdesk lies under, where it hasn't a host of its own
 */
export function createFreshdesk({document, signal, fetch = (path, options) => globalThis.fetch(path, options), base = ''}) {
  const window = /** @type {Window & typeof globalThis} */ (document.defaultView);
  const find = createFinder({document, selectors: builtIn, signal});
  const thread = createThread({document, find, signal});
  const place = () => placeOf(window.location.pathname.slice(base.length));
  const guess = createGuess({find});
  const keys = createKeys({document, signal});
  const composers = createComposers({document, find, place, keys, signal});
  const sending = createSending({document, find, composers, place, thread});
  const chooser = createChooser({document, find});
  const properties = createProperties({document, find, chooser, place});
  const filter = createFilter({document, find, chooser, signal});
  const api = createApi(fetch);
  const layout = createLayout({document, find, place});
  const rich = createRich({document, signal});
  let isComposing = false;
  for (const type of ['compositionstart', 'compositionend']) {
    document.addEventListener(type, () => (isComposing = type === 'compositionstart'), {capture: true, passive: true, signal});
  }
  let acted = () => {};
  /** @type {Element|null} what told last whose ticket is on the page */
  let sign = null;
  const movement = createMovement(window, (target) => find.around('editor', target) !== null);
  let typedAt = -Infinity;
  const tickets = createTicketReader({document, find, api, thread, late: () => acted()});

  const shownSign = () => find.first('ticketAlbum') ?? find.first('breadcrumbId');
  function whetherThere() {
    sign = shownSign();
    return isThere(place(), document, find);
  }
  /** Whether the ticket that was on the page has gone from it, the address unchanged. */
  function hasVanished() {
    if (!sign || sign.isConnected) return false;
    sign = shownSign();
    return sign === null;
  }

  /** The ticket at a place, or the form of a mail that has none yet. */
  async function ticket({kind, id} = place()) {
    return kind === 'new' ? tickets.readNew() : tickets.read(/** @type {number} */ (id));
  }

  /**
   * Tells when something may have changed: `navigated` for another place, `typed` for the agent's own input, `acted` for what
   * else they do and for an answer of Freshdesk's that was late, `changed` for what the page does by itself.
   */
  function watch({navigated, changed, acted: told, typed: toldOfKeys}) {
    const typed = (at) => {
      typedAt = at;
      toldOfKeys(at);
    };
    acted = () => {
      movement.moved();
      told();
    };
    const address = () => window.location.pathname + window.location.search; // a link to "#" leads nowhere
    let last = address();
    const moved = () => {
      if (address() === last) return;
      last = address();
      navigated();
    };
    window.navigation?.addEventListener('currententrychange', moved, {signal});
    window.addEventListener('popstate', moved, {signal});
    const timer = window.navigation ? 0 : window.setInterval(moved, POLL_MS);
    const seen = new window.MutationObserver((records) => {
      movement.changed(records);
      if (hasVanished()) acted();
      else changed();
    });
    seen.observe(document, {childList: true, subtree: true});
    for (const type of ['click', 'change', 'mouseup']) {
      document.addEventListener(type, acted, {capture: true, passive: true, signal});
    }
    keys.watch(typed, acted);
    window.addEventListener('resize', acted, {passive: true, signal});
    document.addEventListener('visibilitychange', acted, {signal});
    signal.addEventListener('abort', () => (window.clearInterval(timer), seen.disconnect()), {once: true});
  }

  /** What of an open composer can't be read, in Swedish. */
  function missingParts(composer) {
    if (!composer) return find.first('sendButton', null, isShown) || guess.hasSendButton(composers.isApart) ? ['svarsrutan'] : [];
    const parts = sending.button(composer) ? [] : ['knappen Skicka'];
    const {rows, hasUnknown} = composers.recipients(composer);
    if (composer.kind !== 'note' && (!('to' in rows) || hasUnknown)) parts.push('mottagarna');
    return parts;
  }

  /** Brings a field into view and puts the keyboard there. */
  function show(field) {
    if (!field) return false;
    field.area.scrollIntoView({block: 'center'});
    const takesFocus = field.control.matches('[tabindex], input, select, textarea, button');
    const input = takesFocus ? field.control : field.control.querySelector('input');
    /** @type {HTMLElement} */ (input ?? field.control).focus({preventScroll: true});
    flash(field.area);
    return true;
  }

  /** A note to write in: the one that is open, else one that is opened for it; null when the page has no way to. */
  async function note() {
    const open = () => composers.all().findLast(({kind}) => kind === 'note') ?? null;
    if (!open()) /** @type {HTMLElement|null} */ (find.first('openNote', null, isShown))?.click();
    return chooser.until(open, NOTE_MS, () => null);
  }

  /** Loads the older messages that the page has folded away. @returns {Promise<boolean>} whether any came */
  async function loadOlder() {
    const from = thread.size();
    for (let load = 0; load < MOST_LOADS; load += 1) {
      const size = thread.size();
      const more = find.first('older', null, isShown);
      if (!more) break;
      /** @type {HTMLElement} */ (more.querySelector('button') ?? more).click();
      if (!(await chooser.until(() => thread.size() > size, OLDER_MS, () => null))) break;
    }
    return thread.size() > from;
  }

  /**
   * A sign that is still being composed, as by a dead key, is taken as it stands: the browser would go on with it at a place
   * that has moved, over what is there then.
   */
  function endComposition(editor) {
    if (!isComposing || document.activeElement !== editor) return;
    editor.blur();
    editor.focus({preventScroll: true});
  }

  /** All that a verdict depends on, read at once: equal fingerprints, equal verdict. */
  function fingerprint(composer) {
    const fields = properties.fields().map(({label, values, required}) => [label, values, required]);
    return JSON.stringify([composer.place, composers.draft(composer), fields, thread.size()]);
  }

  /**
   * What the overlay never covers (editors, Send and its open menu), and the properties and filters, which it
   * leaves free where it can.
   */
  function keepClear() {
    const menu = find.all('sendMenuItem', null, isShown);
    const firm = [...composers.all().flatMap((composer) => [composer.editor, sending.button(composer)]), ...menu].filter(Boolean);
    const soft = [find.first('properties'), ...(place().kind === 'list' ? filter.boxes() : [])].filter(Boolean);
    return [...firm.map(boxOf), ...soft.map((element) => ({...boxOf(element), soft: true}))];
  }

  return {
    place,
    isThere: whetherThere,
    /** Whether there is no ticket at the address, neither in Freshdesk nor on the page. */
    isAbsent: () => api.isAbsent(place().id) && thread.size() === 0 && isThere(place(), document, find) === 'unknown',
    ticket,
    /** A ticket is on its way to the page: what Freshdesk knows of it is asked for meanwhile. */
    expect: tickets.expect,
    /** The list's filters by label, or null when they can't be read. */
    filters: filter.read,
    setFilter: filter.set,
    goToFilter: (label) => show(filter.named(label)),
    composer: composers.active,
    /** Whether a mail was opened at a place. */
    isAt: (composer, where) => samePlace(composer.place, where),
    /** Whether a mail is still on the page: its editor may have been drawn anew. */
    isOpen: (composer) => composer.editor.isConnected || sending.again({composer, kind: composer.kind}) !== null,
    note,
    draft: composers.draft,
    read: composers.read,
    fingerprint,
    missingParts,
    replace(composer, span, text) {
      endComposition(composer.editor);
      return replace(composer.editor, span, text, composers.leaveOut());
    },
    /** Puts paragraphs of their own in at the caret; in a note without one, last. Formatted where there is HTML. */
    insert(composer, text, html = '') {
      endComposition(composer.editor);
      const whole = composers.read(composer).text;
      const put = asParagraphs(whole, composers.caretIn(composer) ?? (composer.kind === 'note' ? whole.length : null), text);
      if (html) return rich.insert(composer.editor, put.at, html, composers.leaveOut());
      return replace(composer.editor, {start: put.at, end: put.at}, put.text, composers.leaveOut());
    },
    /** Where the agent writes, in the text that `read` gives; null before they have been there. */
    caret: composers.caretIn,
    /** What they have selected there, in the same text. */
    selection: composers.selectionIn,
    select: (composer, {start, end, isBackward = false}) =>
      select(composer.editor, composers.read(composer).range(start, end), isBackward),
    subjectField: () => find.first('newSubject'),
    goToField: (label) => show(properties.named(label)),
    setProperties: properties.set,
    sendIntent: sending.intent,
    performSend: sending.perform,
    leaveMenu: sending.leaveMenu,
    followSend: sending.follow,
    /** How many messages are on the page, and the text of the latest that went out. */
    thread: () => ({size: thread.size(), latestSent: thread.latestSent()}),
    /** Whether a text stands anywhere on the page but in its editors: for mails that no selector finds. */
    shows: (text) => bare(textAround(document.body, (element) => find.is('editor', element))).includes(bare(text)),
    /** Whether such a mail is in a ticket's thread; null when Freshdesk doesn't tell. @returns {Promise<boolean|null>} */
    async holds(id, text) {
      const told = await api.ticket(id);
      return told && told.conversation.some((message) => message.direction === 'out' && bare(message.text).includes(bare(text)));
    },
    /** How many messages the ticket's page shows. */
    threadSize: thread.size,
    /** The page's structure without a word of what stands on it. */
    skeleton: () => skeletonOf(document, find),
    forgetTicket: tickets.forget,
    loadOlder,
    keepClear,
    layout,
    watch,
    /** Where keys are heard first, those left out that only write. */
    keys,
    /** Whether anything may have come to some places, or to any. @type {ReturnType<typeof createMovement>['isMoving']} */
    isMoving: movement.isMoving,
    /** Whether the agent writes by keys, with no rest yet: `typed` follows. */
    isWriting: keys.areComing,
    /** Whether the agent is in the middle of a word. */
    isTyping: () => keys.areComing() || performance.now() - typedAt < TYPING_MS,
    override: find.override,
  };
}

function boxOf(element) {
  const {left, top, right, bottom} = element.getBoundingClientRect();
  return {left, top, right, bottom};
}

/** Shows where it is, without touching the page's own attributes. */
function flash(element) {
  const frames = [{outline: '3px solid #0f5c6e', outlineOffset: '2px'}, {outline: '3px solid transparent', outlineOffset: '2px'}];
  element.animate(frames, {duration: 1600, easing: 'ease-out'});
}
