/** What the agent is writing: the editors that are open, of what kind they are, to whom, with what attached. */

import {addressesIn, around, closestAround, isInside, isShown, words} from './find.js';
import {pillText} from './fields.js';
import {fileNames} from './files.js';
import {createGuess} from './guess.js';
import {readText} from './text.js';

const OPENERS = {openReply: 'reply', openNote: 'note', openForward: 'forward'};
const SHORTCUTS = {r: 'reply', n: 'note', f: 'forward'};
const OUTWARDS = 40; // levels from the editor to whatever holds it and its Send button

/**
 * @typedef {{editor: HTMLElement, box: Element, kind: 'reply'|'forward'|'new'|'note'}} Composer
 * @param {{document: Document, find: ReturnType<import('./find.js').createFinder>, place: () => {kind: string}, signal: AbortSignal}} given
 */
export function createComposers({document, find, place, signal}) {
  const guess = createGuess({find});
  /** @type {WeakMap<Element, string>} */
  const kinds = new WeakMap();
  let opening = null;
  let latest = null; // the editor that had focus last
  const caret = document.createRange(); // where it was last; it moves with the text around it

  document.addEventListener('click', noteOpener, {capture: true, signal});
  document.addEventListener('keydown', noteShortcut, {capture: true, signal});
  document.addEventListener('selectionchange', noteCaret, {signal});

  function noteOpener(event) {
    const element = event.composedPath()[0];
    if (!(element instanceof Element)) return;
    for (const [name, kind] of Object.entries(OPENERS)) {
      if (find.around(name, element)) opening = kind;
    }
  }
  function noteShortcut(event) {
    const typing = event.composedPath()[0]?.closest?.('input, textarea, select, [contenteditable]');
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && SHORTCUTS[event.key]) opening = SHORTCUTS[event.key];
  }
  function noteCaret() {
    const selection = document.getSelection();
    const node = selection?.anchorNode;
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const editor = element && find.around('editor', element);
    if (!editor || !selection.rangeCount) return;
    latest = editor;
    const {startContainer, startOffset} = selection.getRangeAt(0);
    caret.setStart(startContainer, startOffset);
    caret.collapse(true);
  }

  /** @returns {Composer[]} in the order of the page */
  function all() {
    const editors = find.all('editor', null, (editor) => isShown(editor) && !isWithinEditor(editor));
    return editors.map((editor) => {
      const kind = kindOf(editor);
      return {editor, box: boxOf(editor, kind, editors), kind};
    });
  }

  /** What holds the editor and its Send button, and neither another editor nor a mail of the thread. */
  function boxOf(editor, kind, editors) {
    const named = find.around('composer', editor);
    const sends = (box) => find.first('sendButton', box, isShown) || guess.sendButton({box, editor, kind});
    if (named && sends(named)) return named;
    let box = editor;
    for (let level = 0; level < OUTWARDS; level += 1) {
      const wider = around(box);
      if (!wider || wider === document.body || editors.some((other) => other !== editor && isInside(wider, other))) break;
      if (place().kind === 'ticket' && (find.first('message', wider) ?? find.first('original', wider))) break;
      box = wider;
      if (sends(box)) return box;
    }
    return named ?? editor.parentElement;
  }

  function kindOf(editor) {
    if (place().kind === 'new') return 'new';
    if (find.first('notifyRow', find.around('composer', editor) ?? editor.parentElement)) return 'note';
    if (!kinds.has(editor)) {
      kinds.set(editor, opening ?? 'reply');
      opening = null;
    }
    return kinds.get(editor);
  }

  /** The one that is being written in: with focus, else the latest that had it, else the last on the page. */
  function active() {
    const open = all();
    const has = (editor) => open.find((composer) => composer.editor === editor);
    const focused = deepFocus(document);
    return open.find(({box}) => focused && isInside(box, focused)) ?? has(latest) ?? open.at(-1) ?? null;
  }

  const leaveOut = () => find.css('quoted');
  const read = (composer) => readText(composer.editor, leaveOut());

  /** The draft as the API wants it. @param {Composer} composer */
  function draft(composer) {
    const rows = recipients(composer);
    const written = read(composer).text;
    return {
      kind: composer.kind,
      ...(rows.from?.[0] ? {from: rows.from[0]} : {}),
      to: rows.to ?? [],
      cc: rows.cc ?? [],
      bcc: rows.bcc ?? [],
      subject: composer.kind === 'new' ? find.first('newSubject')?.value ?? '' : null,
      attachments: fileNames(composer.box, (element) => element === composer.editor),
      text: written,
    };
  }

  /** Addresses by row; a row that isn't found is missing. */
  function recipients({box, editor, kind}) {
    const rows = {};
    const put = (row, addresses) => row && (rows[row] = [...(rows[row] ?? []), ...addresses]);
    for (const list of find.all('addressBox', box, (one) => !editor.contains(one) && isOutside(one, find))) {
      put(rowOf(list, box), find.all('pill', list).flatMap((pill) => addressesIn(pill.getAttribute('title') ?? pillText(pill, find))));
    }
    for (const row of find.all('addressRow', box, (one) => !editor.contains(one))) {
      const name = rowOf(row, box);
      if (name && !rows[name]) put(name, addressesIn(words(row)));
    }
    if (!rows.to) for (const [row, addresses] of Object.entries(guess.recipients({box, editor}))) if (!rows[row]) put(row, addresses);
    if (kind === 'new' && !rows.to) put('to', addressesIn(words(find.first('newTo'))));
    return rows;
  }

  /** Which row an element belongs to: by its attributes, by what it is called, by the label beside it. */
  function rowOf(element, box) {
    const inner = element.querySelector('input')?.getAttribute('aria-label') ?? '';
    const others = find.all('addressBox', box, (one) => one !== element && !one.contains(element) && !element.contains(one));
    for (let around = element; around && around !== box; around = around.parentElement) {
      if (others.some((other) => around.contains(other))) return null;
      const label = find.all('label', around).concat([...around.querySelectorAll('[class*="label"]')])[0];
      const spoken = [inner, around.getAttribute('aria-label') ?? '', label ? words(label) : ''].map(plain);
      const told = [...around.attributes].filter(({name}) => name.startsWith('data-')).map(({value}) => value.toLowerCase().split(/[^a-z]+/)[0]);
      for (const row of ['from', 'bcc', 'cc', 'to', 'notify']) {
        if (spoken.some((text) => text && find.words(row).includes(text)) || told.includes(row)) return row;
      }
      if (find.is('notifyRow', around)) return 'notify';
      if (find.is('newTo', around)) return 'to';
    }
    return null;
  }

  /** The caret's place in the composer's text; null when the agent has not been there. */
  function caretIn(composer) {
    if (latest !== composer.editor || !composer.editor.contains(caret.startContainer)) return null;
    return read(composer).offset(caret.startContainer, caret.startOffset);
  }

  return {all, active, draft, read, caretIn, leaveOut, recipients};
}

const plain = (text) => text.replace(/[:*\s]+$/, '').trim().toLowerCase();
const isWithinEditor = (element) => Boolean(closestAround(element, '[contenteditable="true"], [contenteditable=""]', false));
const isOutside = (element, find) => !element.parentElement?.closest(find.css('addressBox'));

/** The element with focus, through open shadow roots. @param {Document|ShadowRoot} root */
export function deepFocus(root) {
  const element = root.activeElement;
  return element?.shadowRoot?.activeElement ? deepFocus(element.shadowRoot) : element;
}
