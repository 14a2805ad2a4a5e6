/**
 * Puts formatted content into an editor: nodes built one by one from an allow-list, told to the page as input, and taken
 * back as a whole by Ctrl+Z once the editor's own undo has taken back what was written after it; redo brings it back in its turn.
 */

import {bare, hasGap, ownParagraph, readText} from '../page/text.js';

/** What may come in, by tag; anything else is left out and its contents kept. */
const INLINE = new Set(['A', 'B', 'BR', 'CODE', 'EM', 'I', 'S', 'SPAN', 'STRONG', 'SUB', 'SUP', 'U']);
const BLOCKS = new Set(['BLOCKQUOTE', 'DIV', 'H1', 'H2', 'H3', 'H4', 'HR', 'OL', 'P', 'PRE', 'TABLE', 'UL']);
const INNER = new Set(['LI', 'TBODY', 'TD', 'TH', 'THEAD', 'TR']);
const NEVER = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'MATH', 'FORM', 'NOSCRIPT', 'TITLE']);
const ATTRIBUTES = {A: ['href', 'title'], TD: ['colspan', 'rowspan'], TH: ['colspan', 'rowspan'], OL: ['start']};
const ADDRESS = /^(https?|mailto|tel):/i;

/**
 * The blocks of a reply, as the editor has its own.
 * @param {string} html @param {Document} page @param {string} paragraph  the editor's tag for one
 * @returns {Element[]}
 */
export function blocksOf(html, page, paragraph) {
  const source = new DOMParser().parseFromString(html, 'text/html').body;
  /** @type {Element[]} */
  const blocks = [];
  /** @type {Element|null} */
  let open = null; // a paragraph of what stands loose
  for (const node of source.childNodes) {
    const copies = copied(node, page, paragraph);
    for (const copy of copies) {
      if (copy instanceof Element && (BLOCKS.has(copy.tagName) || copy.tagName === paragraph)) {
        open = null;
        blocks.push(copy);
      } else if (open || copy.textContent?.trim()) {
        if (!open) blocks.push((open = page.createElement(paragraph)));
        open.append(copy);
      }
    }
  }
  return blocks;
}

/** @param {Node} node @param {Document} page @param {string} paragraph @returns {Node[]} */
function copied(node, page, paragraph) {
  if (node.nodeType === Node.TEXT_NODE) return [page.createTextNode(node.textContent ?? '')];
  if (!(node instanceof Element) || NEVER.has(node.tagName)) return [];
  const inside = [...node.childNodes].flatMap((child) => copied(child, page, paragraph));
  if (![INLINE, BLOCKS, INNER].some((tags) => tags.has(node.tagName))) return inside;
  const copy = page.createElement(['P', 'DIV'].includes(node.tagName) ? paragraph : node.tagName);
  for (const name of ATTRIBUTES[node.tagName] ?? []) {
    const value = node.getAttribute(name);
    if (value !== null && (name !== 'href' || ADDRESS.test(value))) copy.setAttribute(name, value);
  }
  copy.append(...inside);
  return [copy];
}

const WAYS = ['keydown', 'beforeinput']; // to undo, and to redo

/** @param {KeyboardEvent} event @returns {'undo'|'redo'|null} */
function meaning({key, ctrlKey, metaKey, shiftKey, altKey}) {
  if (altKey || !(ctrlKey || metaKey)) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && ctrlKey && !shiftKey ? 'redo' : null;
}

/**
 * @typedef {object} Put  what was put in
 * @property {HTMLElement} editor
 * @property {ChildNode[]} nodes
 * @property {Element} last        where the caret goes
 * @property {Element} holder      of the nodes
 * @property {ChildNode|null} after  what stands after them
 * @property {Range} back          where the caret was
 * @property {string} html         the editor's, with them or, taken back, without
 *
 * @param {{signal: AbortSignal, document: Document}} given
 */
export function createRich({document, signal}) {
  /** @type {Put[]} what can be taken back, the latest last */
  let done = [];
  /** @type {Put[]} what was taken back, and can be had again until something is written */
  let undone = [];

  /** By keys, or by a menu of the browser's. @param {KeyboardEvent|InputEvent} event */
  function heard(event) {
    const isInput = event instanceof InputEvent;
    const what = isInput ? {historyUndo: 'undo', historyRedo: 'redo'}[event.inputType] : meaning(event);
    if (isInput && !what && undone.length) keep(done, []);
    if (!what) return;
    const latest = (what === 'undo' ? done : undone)
      .findLast(({editor}) => editor.contains(/** @type {Node} */ (event.composedPath()[0])));
    if (!latest || latest.editor.getHTML() !== latest.html) return; // first what was done since
    if (!(what === 'undo' ? takeBack : putBack)(latest)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Keys are heard only meanwhile: of each one that costs something. @param {Put[]} nowDone @param {Put[]} nowUndone */
  function keep(nowDone, nowUndone) {
    const isThere = (/** @type {Put} */ {editor}) => editor.isConnected;
    done = nowDone.filter(isThere);
    undone = nowUndone.filter(isThere);
    for (const type of WAYS) {
      if (done.length || undone.length) document.addEventListener(type, /** @type {any} */ (heard), {capture: true, signal});
      else document.removeEventListener(type, /** @type {any} */ (heard), {capture: true});
    }
  }

  /** @param {Put} one @returns {boolean} whether all of it was there */
  function takeBack(one) {
    const {editor, nodes, back} = one;
    if (nodes.some((node) => !editor.contains(node))) return false;
    for (const node of nodes) node.remove();
    caretAt(editor, back);
    tell(editor, 'historyUndo');
    one.html = editor.getHTML();
    keep(done.filter((other) => other !== one), [...undone, one]);
    return true;
  }

  /** @param {Put} one @returns {boolean} whether its place is there */
  function putBack(one) {
    const {editor, holder, after} = one;
    if (!editor.contains(holder) || (after && after.parentNode !== holder)) return false;
    putIn(one, 'historyRedo');
    keep([...done, one], undone.filter((other) => other !== one));
    return true;
  }

  /** @param {Put} one @param {string} inputType */
  function putIn(one, inputType) {
    const {editor, nodes, last, holder, after} = one;
    for (const node of nodes) holder.insertBefore(node, after);
    tell(editor, inputType);
    const end = document.createRange();
    end.selectNodeContents(last);
    end.collapse(false);
    caretAt(editor, end);
    one.html = editor.getHTML();
  }

  /**
   * @param {HTMLElement} editor @param {number} at  in the text that readText gives
   * @param {string} html @param {string} leaveOut
   * @returns {boolean} whether all of it is there now
   */
  function insert(editor, at, html, leaveOut) {
    const paragraph = ownParagraph(editor, leaveOut) ? 'P' : 'DIV';
    const blocks = blocksOf(html, document, paragraph);
    if (!blocks.length) return false;
    const read = readText(editor, leaveOut);
    const back = read.range(at, at);
    const holder = holderOf(editor, back, leaveOut);
    const child = childOf(holder, back);
    const isBefore = child && !read.text.slice(0, at).replace(/[ \t]+$/, '').match(/[^\n]$/) && words(child);
    const after = isBefore ? child : child?.nextSibling ?? null;
    const nodes = apart(blocks, paragraph, isBefore ? child?.previousSibling : child, after);
    editor.focus({preventScroll: true});
    const one = {editor, nodes, last: blocks[blocks.length - 1], holder, after, back, html: ''};
    putIn(one, 'insertFromPaste');
    blocks[0].scrollIntoView({block: 'nearest'});
    keep([...done, one], []);
    return bare(readText(editor, leaveOut).text).includes(bare(blocks.map((block) => readText(block).text).join('')));
  }

  /** With an empty line around each, where the editor's own paragraphs don't stand apart. */
  function apart(blocks, paragraph, before, after) {
    const empty = () => {
      const line = document.createElement(paragraph);
      line.append(document.createElement('br'));
      return line;
    };
    const sample = before instanceof Element ? before : after;
    const isSpaced = paragraph === 'P' && sample instanceof Element && hasGap(getComputedStyle(sample));
    if (isSpaced) return blocks;
    const nodes = blocks.flatMap((block, index) => (index ? [empty(), block] : [block]));
    return [...(words(before) ? [empty()] : []), ...nodes, ...(words(after) ? [empty()] : [])];
  }

  return {insert};
}

/** @param {Node|null|undefined} node */
const words = (node) => Boolean(node?.textContent?.trim());

/**
 * What has the line as a child: the editor, or a <div> in it that holds several lines.
 * @param {HTMLElement} editor @param {Range} at @param {string} leaveOut
 */
function holderOf(editor, at, leaveOut) {
  /** @type {Element} */
  let holder = editor;
  for (let child = childOf(holder, at); child instanceof HTMLElement; child = childOf(holder, at)) {
    const isAround = child.tagName === 'DIV' && child.contains(at.startContainer);
    if (!isAround || !/\S.*\n|\n.*\S/.test(readText(child, leaveOut).text)) break;
    holder = child;
  }
  return holder;
}

/** @param {Element} holder @param {Range} at @returns {ChildNode|null} */
function childOf(holder, {startContainer: node, startOffset}) {
  if (node === holder) return holder.childNodes[startOffset] ?? holder.lastChild;
  for (let child = node; child; child = /** @type {Node} */ (child.parentNode)) {
    if (child.parentNode === holder) return /** @type {ChildNode} */ (child);
  }
  return holder.lastChild;
}

/** @param {HTMLElement} editor @param {Range} range */
function caretAt(editor, range) {
  const selection = editor.ownerDocument.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** @param {HTMLElement} editor @param {string} inputType */
const tell = (editor, inputType) => editor.dispatchEvent(new InputEvent('input', {bubbles: true, inputType}));
