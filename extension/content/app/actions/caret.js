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
 * Does what writes in the editor; afterwards caret and keyboard are where they were.
 * @param {{page: any, composer: any, span: {start: number, end: number}, text: string}} of
 * @param {() => boolean} write
 * @returns {boolean} what write answers
 */
export function keepingCaret({page, composer, span, text}, write) {
  const caret = page.caret(composer);
  const had = focused(document);
  const isDone = write();
  if (caret !== null) {
    const at = isDone ? moved(caret, span, text) : caret;
    page.select(composer, {start: at, end: at});
  }
  if (had && had !== document.body && !composer.editor.contains(had)) had.focus({preventScroll: true});
  return isDone;
}
