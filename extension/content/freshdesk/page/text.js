/**
 * An editor's text with the way back into its DOM: one line per block and per <br>, without quoted history and pictures.
 *
 * @typedef {{at: number, length: number, node: Node, start: number}} Stretch  `at` in the text, `start` in the node
 * @typedef {{text: string, range: (start: number, end: number) => Range, offset: (node: Node, at: number) => number|null}} Read
 */

const BLOCKS = new Set(
  ('ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DIV DL DT FIELDSET FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN ' +
    'NAV OL P PRE SECTION TABLE TBODY TFOOT THEAD TR UL').split(' '),
);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'IMG', 'SVG', 'BUTTON']);
const GAP = 4; // px of margin that a reader sees as an empty line

/**
 * @param {Element} root
 * @param {string} leaveOut a selector of what is not the writer's own text
 * @param {{folded?: boolean}} also  folded: what the page has folded away is read too
 * @returns {Read}
 */
export function readText(root, leaveOut = '', {folded = false} = {}) {
  const view = /** @type {Window} */ (root.ownerDocument.defaultView);
  const keepsSpace = /pre|break-spaces/.test(view.getComputedStyle(root).whiteSpace);
  /** @type {Stretch[]} */
  const stretches = [];
  /** @type {{at: number, node: Node, offset: number}[]} */
  const breaks = [];
  const parts = [];
  let length = 0;
  let lines = 0;
  let open = false;
  let filled = false; // the line being written has characters
  let wasFilled = false; // and the one before had
  let gap = false;
  let end = {node: root, offset: 0};

  function newline() {
    parts.push('\n');
    breaks.push({at: length, ...end});
    length += 1;
  }
  function openLine(withText) {
    if (open) return;
    if (lines > 0) newline();
    if (gap && wasFilled && withText) newline();
    gap = false;
    open = true;
    filled = false;
  }
  function closeLine() {
    if (!open) return;
    open = false;
    wasFilled = filled;
    lines += 1;
  }
  function put(characters, node, start) {
    stretches.push({at: length, length: characters.length, node, start});
    parts.push(characters);
    length += characters.length;
    filled = true;
    end = {node, offset: start + characters.length};
  }
  function write(node) {
    const value = node.data;
    if (keepsSpace) {
      value.split('\n').reduce((start, line, index) => {
        if (index) (openLine(false), (end = {node, offset: start - 1}), closeLine());
        if (line) (openLine(true), put(line, node, start));
        return start + line.length + 1;
      }, 0);
      return;
    }
    for (const {0: run, index} of value.matchAll(/[ \t\r\n\f]+|[^ \t\r\n\f]+(?: [^ \t\r\n\f]+)*/g)) {
      if (!/^[ \t\r\n\f]/.test(run)) (openLine(true), put(run, node, index));
      else if (open && filled && !parts.at(-1).endsWith(' ')) put(' ', node, index);
    }
  }
  function walk(parent) {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) write(node);
      else if (node.nodeType === Node.ELEMENT_NODE) element(node);
    }
  }
  function element(node) {
    if (SILENT.has(node.tagName.toUpperCase()) || (node.hidden && !folded)) return;
    if (node.tagName === 'BR') {
      openLine(false);
      if (!filled) end = {node: node.parentNode, offset: [...node.parentNode.childNodes].indexOf(node)};
      closeLine();
      return;
    }
    const block = BLOCKS.has(node.tagName);
    if (leaveOut && node.matches(leaveOut)) {
      closeLine();
      return;
    }
    if (!block) {
      if (/^T[DH]$/.test(node.tagName) && open && filled) put(' ', node, 0);
      walk(node);
      return;
    }
    const spaced = node.tagName === 'P' && hasGap(view.getComputedStyle(node));
    closeLine();
    gap ||= spaced;
    walk(node);
    closeLine();
    gap ||= spaced;
  }

  walk(root);
  closeLine();
  return {text: parts.join(''), range, offset};

  /** The DOM range of a stretch of the text, both in UTF-16 code units. */
  function range(from, to) {
    const made = root.ownerDocument.createRange();
    const [startNode, startAt] = place(from, from === to);
    made.setStart(startNode, startAt);
    const [endNode, endAt] = from === to ? [startNode, startAt] : place(to, true);
    made.setEnd(endNode, endAt);
    return made;
  }

  /**
   * @param {number} at @param {boolean} after whether the end of a stretch is nearer than the start of the next one
   * @returns {[Node, number]}
   */
  function place(at, after) {
    const holds = (one) => (after ? one.at < at && at <= one.at + one.length : one.at <= at && at < one.at + one.length);
    const inside = stretches.find(holds);
    if (inside) return inside.node.nodeType === Node.TEXT_NODE ? [inside.node, inside.start + at - inside.at] : [inside.node, 0];
    const starts = stretches.find((one) => one.at === at);
    if (starts) return [starts.node, starts.start];
    const line = breaks.find((one) => one.at >= at);
    return line ? [line.node, line.offset] : [end.node, end.offset];
  }

  /** Where in the text a DOM position is; null when it is in none of it. */
  function offset(node, at) {
    const probe = root.ownerDocument.createRange();
    if (!root.contains(node)) return null;
    probe.setStart(node, at);
    let before = 0;
    for (const one of stretches) {
      if (one.node === node) {
        if (at >= one.start && at <= one.start + one.length) return one.at + at - one.start;
      }
      const order = probe.comparePoint(one.node, one.node.nodeType === Node.TEXT_NODE ? one.start : 0);
      if (order < 0) before = Math.max(before, one.at + one.length);
    }
    for (const one of breaks) {
      if (probe.comparePoint(one.node, one.offset) < 0) before = Math.max(before, one.at + 1);
      if (one.node === node && one.offset === at) return one.at;
    }
    return before;
  }
}

/** All text in `area`, shadow roots included, but for what is left out. @param {(element: Element) => boolean} isOut */
export function textAround(area, isOut) {
  let text = '';
  for (const node of area.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && !SILENT.has(node.tagName.toUpperCase()) && !isOut(node)) {
      text += textAround(node, isOut) + (node.shadowRoot ? textAround(node.shadowRoot, isOut) : '');
    }
  }
  return text;
}

const UNSEEN = /[\s\u00ad\u200b-\u200f\u2060]+/g; // \s has the byte order mark

/**
 * A text without its spaces and line breaks, which differ from place to place, and without what has no width: editors put such
 * signs where the caret is, and take them out of what they send.
 * @param {string} text
 */
export const bare = (text) => text.replace(UNSEEN, '');

/** Whether a block stands apart from the next one. @param {CSSStyleDeclaration} style */
export const hasGap = (style) => parseFloat(style.marginTop) >= GAP || parseFloat(style.marginBottom) >= GAP;

/** A paragraph of the writer's own, where the editor has such. @param {Element} editor @param {string} leaveOut */
export const ownParagraph = (editor, leaveOut) =>
  [...editor.querySelectorAll('p')].find((one) => !leaveOut || !one.closest(leaveOut)) ?? null;
