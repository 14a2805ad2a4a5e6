/** What the agent is writing: the editors that are open, of what kind they are, to whom, with what attached. */

import {pillText} from '../page/fields.js';
import {fileNames, pictureNames} from '../page/files.js';
import {addressesIn, around, closestAround, isInside, isShown, words} from '../page/find.js';
import {albumId, shownTicket} from '../page/location.js';
import {readText} from '../page/text.js';
import {createApart} from './apart.js';
import {createGuess} from './guess.js';

const OPENERS = {openReply: 'reply', openNote: 'note', openForward: 'forward'};
const SHORTCUTS = {r: 'reply', n: 'note', f: 'forward'};
const WRITTEN_AT = ['ticket', 'new'];
const OUTWARDS = 40; // levels from the editor to whatever holds it and its Send button

/**
 * @typedef {{editor: HTMLElement, box: Element, kind: 'reply'|'forward'|'new'|'note',
 *   place: import('../page/location.js').Place}} Composer  place: where it was opened; the address may have moved on since
 * @param {{document: Document, find: ReturnType<typeof import('../page/find.js').createFinder>,
 *   place: () => import('../page/location.js').Place, keys: Pick<EventTarget, 'addEventListener'>, signal: AbortSignal}} given
 *   keys: where each key is heard that may do something else than write
 */
export function createComposers({document, find, place, keys, signal}) {
  const guess = createGuess({find});
  const isApart = createApart({document, find});
  /** @type {WeakMap<Element, string>} */
  const kinds = new WeakMap();
  /** @type {WeakMap<Element, import('../page/location.js').Place>} where an editor was seen first */
  const homes = new WeakMap();
  /** @type {string|null} */
  let opening = null;
  /** @type {Element|null} */
  let latest = null; // the editor that had focus last
  const chosen = document.createRange(); // what was selected there last, if only the caret; it moves with the text around it
  let isBackward = false; // selected from its end
  /** @type {Node|null} */
  let stoodIn = null; // what the caret was in then

  document.addEventListener('click', noteOpener, {capture: true, signal});
  keys.addEventListener('keydown', noteShortcut, {signal});
  document.addEventListener('focusout', noteCaret, {capture: true, passive: true, signal});

  function noteOpener(event) {
    const element = event.composedPath()[0];
    if (!(element instanceof Element)) return;
    for (const [name, kind] of Object.entries(OPENERS)) {
      if (find.around(name, element)) return void (opening = kind);
    }
    const guessed = guess.opener(element);
    if (guessed && !all().some(({box}) => isInside(box, element))) opening = OPENERS[guessed];
  }
  function noteShortcut(event) {
    if (!SHORTCUTS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.composedPath()[0]?.closest?.('input, textarea, select, [contenteditable]');
    if (!typing) opening = SHORTCUTS[event.key];
  }
  /** Not at each move, of which every key is one: while the keyboard is in an editor, it can be asked where it is. */
  function noteCaret() {
    const selection = document.getSelection();
    const node = selection?.anchorNode;
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const editor = element && (latest?.contains(element) ? latest : find.around('editor', element));
    if (!editor || !selection?.rangeCount || (editor !== latest && !find.around('composer', editor) && isApart(editor))) return;
    latest = editor;
    const {startContainer, startOffset, endContainer, endOffset, collapsed} = selection.getRangeAt(0);
    chosen.setStart(startContainer, startOffset);
    chosen.setEnd(endContainer, endOffset);
    isBackward = !collapsed && node === endContainer && selection.anchorOffset === endOffset;
    stoodIn = startContainer;
  }

  /** @returns {Composer[]} in the order of the page */
  function all() {
    const editors = find.all('editor', null, (editor) => isShown(editor) && !isWithinEditor(editor));
    return editors.flatMap((editor) => {
      const home = homeOf(editor);
      const box = boxOf(editor, editors, home);
      if (isOther(editor, box, home)) return [];
      return [/** @type {Composer} */ ({editor, box, kind: kindOf(editor, sends(box, editor), home), place: home})];
    });
  }

  /** What is written there is no mail. What has a mail's names around it, or a Send button with one, always is. */
  function isOther(editor, box, {kind}) {
    if (find.around('composer', editor)) return false;
    if (find.around('message', editor) ?? find.around('original', editor)) return !sends(box, editor); // a note is put right
    return !find.first('sendButton', box, isShown) && (!WRITTEN_AT.includes(kind) || isApart(editor));
  }

  /**
   * Where a mail was opened, by what stands around it: for seconds after a change of address the old page is still there,
   * and its mail is the old ticket's.
   */
  function homeOf(editor) {
    const id = albumId(albumBeside(editor));
    if (id !== null) return {kind: 'ticket', id};
    if (find.first('newSubject')) return {kind: 'new', id: null};
    const home = homes.get(editor) ?? whereShown();
    homes.set(editor, home);
    return home;
  }

  function albumBeside(editor) {
    const albums = find.all('ticketAlbum');
    if (albums.length < 2) return albums[0];
    for (let area = around(editor); area; area = around(area)) {
      const wider = area;
      const beside = albums.filter((album) => isInside(wider, album));
      if (beside.length) return beside.at(-1);
    }
  }

  /** @returns {import('../page/location.js').Place} by the page's own signs, else by its address */
  function whereShown() {
    const id = shownTicket(document, find);
    return id === null ? place() : {kind: 'ticket', id};
  }

  /** What holds the editor and its Send button, and neither another editor nor a mail of the thread. */
  function boxOf(editor, editors, home) {
    const named = find.around('composer', editor);
    if (named && sends(named, editor)) return named;
    let box = editor;
    for (let level = 0; level < OUTWARDS; level += 1) {
      const wider = around(box);
      if (!wider || wider === document.body || editors.some((other) => other !== editor && isInside(wider, other))) break;
      if (home.kind === 'ticket' && (find.first('message', wider) ?? find.first('original', wider))) break;
      box = wider;
      if (sends(box, editor)) return box;
    }
    return named ?? editor.parentElement;
  }

  /** A button that only reads as one for notes is none where a mail was opened: it may be what opens a note. */
  const sends = (box, editor) =>
    find.all('sendButton', box, isShown)[0] ?? guess.sendButton({box, editor, kind: openedAs(editor) === 'note' ? null : 'reply'});

  function kindOf(editor, button, home) {
    if (home.kind === 'new') return 'new';
    const kind = openedAs(editor);
    const isNote = guess.saysNote(button) ?? kind === 'note'; // its own button knows better than how it was opened
    return isNote ? 'note' : kind === 'note' ? 'reply' : kind;
  }

  function openedAs(editor) {
    if (find.first('notifyRow', find.around('composer', editor) ?? editor.parentElement)) return 'note';
    if (!kinds.has(editor)) {
      kinds.set(editor, opening ?? 'reply');
      opening = null;
    }
    return kinds.get(editor);
  }

  /** The one that is being written in: with focus, else the latest that had it, else the last on the page. */
  function active() {
    noteCaret();
    const open = all();
    const has = (editor) => open.find((composer) => composer.editor === editor);
    const focused = deepFocus(document);
    return open.find(({box}) => focused && isInside(box, focused)) ?? has(latest) ?? open.at(-1) ?? null;
  }

  const leaveOut = () => find.css('quoted');
  const read = (composer) => readText(composer.editor, leaveOut());

  /** The draft as the API wants it. @param {Composer} composer */
  function draft(composer) {
    const {rows} = recipients(composer);
    const written = read(composer).text;
    return {
      kind: composer.kind,
      ...(rows.from?.[0] ? {from: rows.from[0]} : {}),
      to: rows.to ?? [],
      cc: rows.cc ?? [],
      bcc: rows.bcc ?? [],
      subject: composer.kind === 'new' ? /** @type {HTMLInputElement|null} */ (find.first('newSubject'))?.value ?? '' : null,
      attachments: [...fileNames(composer.box, (element) => element === composer.editor), ...pictureNames(composer.editor, find)],
      text: written,
    };
  }

  /**
   * Addresses by row; a row that isn't found is missing. What no selector finds is known by the names of the rows.
   * @param {Composer} composer
   * @returns {{rows: Record<string, string[]>, hasUnknown: boolean}} hasUnknown: an address stands by the mail that is in no row
   */
  function recipients({box, editor, kind}) {
    const rows = {};
    const guessed = guess.recipients({box, editor});
    const put = (row, addresses) => row && (rows[row] = [...(rows[row] ?? []), ...addresses]);
    for (const list of find.all('addressBox', box, (one) => !editor.contains(one) && isOutside(one, find))) {
      put(rowOf(list, box), 
        find.all('pill', list).flatMap((pill) => addressesIn(pill.getAttribute('title') ?? pillText(pill, find))));
    }
    for (const row of find.all('addressRow', box, (one) => !editor.contains(one))) {
      const name = rowOf(row, box);
      if (name && !rows[name]) put(name, addressesIn(words(row)));
    }
    for (const [row, addresses] of Object.entries(guessed.rows)) {
      if (!rows[row]?.length) put(row, addresses);
    }
    if (kind === 'new' && !rows.to) put('to', addressesIn(words(find.first('newTo'))));
    const known = new Set(Object.values(rows).flat());
    return {rows, hasUnknown: guessed.nobodys.some((address) => !known.has(address))};
  }

  /** Which row an element belongs to: by its attributes, by what it is called, by the label beside it. */
  function rowOf(element, box) {
    const inner = element.querySelector('input')?.getAttribute('aria-label') ?? '';
    const others = find.all('addressBox', box, (one) => one !== element && !one.contains(element) && !element.contains(one));
    for (let around = element; around && around !== box; around = around.parentElement) {
      if (others.some((other) => around.contains(other))) return null;
      const label = find.all('label', around).concat([...around.querySelectorAll('[class*="label"]')])[0];
      const spoken = [inner, around.getAttribute('aria-label') ?? '', label ? words(label) : ''].map(plain);
      const told = [...around.attributes].filter(({name}) => name.startsWith('data-'))
        .map(({value}) => value.toLowerCase().split(/[^a-z]+/)[0]);
      for (const row of ['from', 'bcc', 'cc', 'to', 'notify']) {
        if (spoken.some((text) => text && find.words(row).includes(text)) || told.includes(row)) return row;
      }
      if (find.is('notifyRow', around)) return 'notify';
      if (find.is('newTo', around)) return 'to';
    }
    return null;
  }

  /**
   * What is selected in the composer's text; null when the agent has not been there, or not since the page drew it again.
   * @returns {{start: number, end: number, isBackward: boolean}|null}
   */
  function selectionIn(composer) {
    noteCaret();
    if (!stoodIn?.isConnected) return null;
    if (latest !== composer.editor || !composer.editor.contains(chosen.startContainer)) return null;
    const {offset} = read(composer);
    const start = /** @type {number} */ (offset(chosen.startContainer, chosen.startOffset));
    return {start, end: Math.max(start, offset(chosen.endContainer, chosen.endOffset) ?? start), isBackward};
  }

  /** The caret's place there, which is where a selection begins. */
  const caretIn = (composer) => selectionIn(composer)?.start ?? null;

  return {all, active, draft, read, caretIn, selectionIn, leaveOut, recipients, isApart};
}

const plain = (text) => text.replace(/[:*\s]+$/, '').trim().toLowerCase();
const isWithinEditor = (element) => Boolean(closestAround(element, '[contenteditable]:not([contenteditable="false" i])', false));
const isOutside = (element, find) => !element.parentElement?.closest(find.css('addressBox'));

/** The element with focus, through open shadow roots. @param {Document|ShadowRoot} root */
export function deepFocus(root) {
  const element = root.activeElement;
  return element?.shadowRoot?.activeElement ? deepFocus(element.shadowRoot) : element;
}
