/** Tab from blank to blank in a reply that was just inserted: "[förnamn]", the first one marked at once. */

const BLANK = /\[[^[\]\n]{1,80}\]/g;

/** @typedef {{start: number, end: number}} Blank */

/** The blanks of a text, in order. @param {string} text @returns {Blank[]} */
export const blanksIn = (text) =>
  [...text.matchAll(BLANK)].map(({0: found, index}) => ({start: index, end: index + found.length}));

/**
 * The next blank after the caret, or the one before it; null when there is none.
 * @param {string} text @param {number} caret @param {boolean} back
 */
export function nextBlank(text, caret, back) {
  const all = blanksIn(text);
  return (back ? all.findLast(({end}) => end <= caret) : all.find(({start}) => start >= caret)) ?? null;
}

/** @param {{page: any, document: Document, signal: AbortSignal}} given */
export function createBlanks({page, document, signal}) {
  /** @type {any} the composer whose reply has blanks left */
  let composer = null;
  /** @type {Blank|null} the blank that is marked */
  let marked = null;

  /** Keys are heard only meanwhile: of each one that would cost something. */
  function end() {
    composer = null;
    document.removeEventListener('keydown', pressed, {capture: true});
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!composer.editor.contains(/** @type {Node} */ (event.composedPath()[0]))) return;
    if (event.key === 'Escape') end();
    if (event.key !== 'Tab') return;
    const {text} = page.read(composer);
    const caret = page.caret(composer) ?? 0;
    const from = marked && caret === marked.start && !event.shiftKey ? caret + 1 : caret;
    marked = nextBlank(text, from, event.shiftKey);
    if (!marked) return end(); // the next Tab is the page's again
    event.preventDefault();
    event.stopImmediatePropagation();
    page.select(composer, marked);
  }

  return {
    /** A reply was inserted: mark its first blank. @param {any} where @param {string} inserted  its text */
    begin(where, inserted) {
      end();
      marked = null;
      if (!blanksIn(inserted).length) return;
      const {text} = page.read(where);
      marked = blanksIn(text).find((blank) => inserted.includes(text.slice(blank.start, blank.end))) ?? null;
      if (!marked) return;
      composer = where;
      document.addEventListener('keydown', pressed, {capture: true, signal});
      page.select(composer, marked);
    },
  };
}
