/** Where the agent is writing, kept while a text is put right somewhere else. */

/** The element with the keyboard, through open shadow roots. @param {Document|ShadowRoot} root @returns {any} */
function focused(root) {
  const element = root.activeElement;
  return element?.shadowRoot?.activeElement ? focused(element.shadowRoot) : element;
}

/**
 * @param {number} caret
 * @param {{start: number, end: number}} span  what is replaced
 * @param {string} text  by this
 * @returns {number} where the caret is in the text that it becomes
 */
export function moved(caret, {start, end}, text) {
  if (caret <= start) return caret;
  return caret < end ? start + text.length : caret + text.length - (end - start);
}

/**
 * @typedef {{start: number, end: number, isBackward?: boolean}} Selection
 * @param {Selection} chosen
 * @param {{start: number, end: number}} span
 * @param {string} text
 * @returns {Selection} the same words; only the caret if some of them were replaced
 */
export function movedSelection(chosen, span, text) {
  const {start, end} = chosen;
  if (start === end || (start < span.end && span.start < end)) {
    const at = moved(start, span, text);
    return {start: at, end: at};
  }
  const by = span.end <= start ? text.length - (span.end - span.start) : 0;
  return {...chosen, start: start + by, end: end + by};
}

/**
 * Does what writes in the editor; afterwards selection and keyboard are where they were.
 * @param {{page: any, composer: any, span: {start: number, end: number}, text: string}} of
 * @param {() => boolean} write
 * @returns {boolean} what write answers
 */
export function keepingSelection({page, composer, span, text}, write) {
  /** @type {Selection|null} */
  const chosen = page.selection(composer);
  const had = focused(document);
  const isDone = write();
  if (chosen) page.select(composer, isDone ? movedSelection(chosen, span, text) : chosen);
  if (had && had !== document.body && !composer.editor.contains(had)) had.focus({preventScroll: true});
  return isDone;
}
