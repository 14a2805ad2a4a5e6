/**
 * Puts text into an editor the way a person does, so that the page's model hears of it and one Ctrl+Z takes it back:
 * the browser's own insertText keeps each call one undo step, several paragraphs included.
 */

import {bare, hasGap, ownParagraph, readText} from '../page/text.js';

/** What no text is put in the place of. */
const NO_TEXT = ['img', 'video', 'iframe', 'hr', 'table', 'tr', 'td', 'th', '[contenteditable="false" i]'];
const FIXED = '[contenteditable="false" i]';

/**
 * @param {HTMLElement} editor
 * @param {{start: number, end: number}} span UTF-16, in the text that readText gives
 * @param {string} text
 * @param {string} leaveOut
 * @returns {boolean} whether the text is there now; if not, the draft and the caret are as they were
 */
export function replace(editor, {start, end}, text, leaveOut) {
  const before = readText(editor, leaveOut);
  if (end > before.text.length) return false;
  const range = before.range(start, end);
  if (range.cloneContents().querySelector([...NO_TEXT, leaveOut].filter(Boolean).join(', '))) return false;
  if (start === end) stepOut(range, editor);
  const page = editor.ownerDocument;
  const selection = page.getSelection();
  const had = selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  const html = editor.getHTML();
  const put = areSpaced(editor, range, leaveOut) ? text.replace(/\n{2,}/g, '\n') : text;
  if (select(editor, range)) {
    if (put) page.execCommand('insertText', false, put);
    else if (start !== end) page.execCommand('delete');
    const wanted = before.text.slice(0, start) + text + before.text.slice(end);
    if (bare(readText(editor, leaveOut).text) === bare(wanted)) return true;
  }
  if (editor.getHTML() !== html) page.execCommand('undo'); // the browser has found another place than was meant
  selection?.removeAllRanges();
  if (had) selection?.addRange(had);
  return false;
}

/** Out of what can't be written in, to behind it. @param {Range} range @param {HTMLElement} editor */
function stepOut(range, editor) {
  const node = range.startContainer;
  const fixed = (node instanceof Element ? node : node.parentElement)?.closest(FIXED);
  if (fixed && editor.contains(fixed)) range.setStartAfter(fixed);
}

/**
 * Puts the selection where the range is and brings it into view.
 * @param {HTMLElement} editor @param {Range} range @param {boolean} [isBackward]  the keyboard goes on from its start
 * @returns {boolean}
 */
export function select(editor, range, isBackward = false) {
  editor.focus({preventScroll: true});
  const selection = /** @type {Selection} */ (editor.ownerDocument.getSelection());
  selection.removeAllRanges();
  selection.addRange(range);
  if (isBackward) selection.setBaseAndExtent(range.endContainer, range.endOffset, range.startContainer, range.startOffset);
  const {startContainer: node} = range;
  const place = node instanceof Element ? node : node.parentElement;
  place?.scrollIntoView({block: 'nearest'});
  return selection.rangeCount === 1 && editor.contains(selection.anchorNode);
}

/**
 * Where and how a text of its own goes in at the caret: with an empty line between it and what stands around it.
 * @param {string} whole the editor's text
 * @param {number|null} caret null when the agent has not been in the editor
 * @param {string} text
 */
export function asParagraphs(whole, caret, text) {
  const at = caret === null ? firstFreeLine(whole) : besideLine(whole, caret);
  const before = whole.slice(0, at);
  const after = whole.slice(at);
  const own = text.replace(/^\n+|\n+$/g, '');
  return {at, text: missing(/\n*$/.exec(before)?.[0], before) + own + missing(/^\n*/.exec(after)?.[0], after)};
}

/** A line that the caret stands inside of is not torn in two. */
function besideLine(whole, caret) {
  const start = whole.lastIndexOf('\n', caret - 1) + 1;
  const end = `${whole}\n`.indexOf('\n', caret);
  return whole.slice(start, caret).trim() && whole.slice(caret, end).trim() ? end : caret;
}

/** What it takes to have an empty line: nothing at an end of the text. */
const missing = (breaks = '', beside = '') => (beside.trim() ? '\n'.repeat(Math.max(0, 2 - breaks.length)) : '');

/** Below the first line, where the greeting is; at the end of a text without one. */
function firstFreeLine(whole) {
  const found = /^[^\n]*\S[^\n]*\n\n?/.exec(whole);
  return found ? found[0].length : whole.length;
}

/** Whether a new paragraph already looks like an empty line there. @param {HTMLElement} editor @param {Range} range */
function areSpaced(editor, {startContainer: node}, leaveOut) {
  const block = (node instanceof Element ? node : node.parentElement)?.closest('p, div, li, td, th');
  const one = block && block !== editor && editor.contains(block) ? block : ownParagraph(editor, leaveOut);
  return one?.tagName === 'P' && hasGap(getComputedStyle(one));
}
