/** Underlines stretches of the draft by the browser's CSS highlights: the editor's own DOM is never touched. */

const LEVELS = ['hint', 'confirm', 'block']; // the worst is painted last
const NAME = 'rutinlots';
const STYLE = `
  ::highlight(${NAME}-hint) { text-decoration: underline dotted 2px #2f6fb3; text-underline-offset: 3px; }
  ::highlight(${NAME}-confirm) { text-decoration: underline wavy 1.5px #b45f06; text-underline-offset: 3px; }
  ::highlight(${NAME}-block) {
    text-decoration: underline wavy 2px #c0262d; text-underline-offset: 3px; background-color: rgb(192 38 45 / 12%);
  }
`;
const LEAVE_MS = 250; // time to move the pointer from the text to the card

/**
 * @param {{document: Document, hovered: (hover: {finding: any, rect: object}|null) => void, signal: AbortSignal}} given
 */
export function createUnderline({document, hovered, signal}) {
  const window = /** @type {Window & typeof globalThis} */ (document.defaultView);
  const highlights = window.CSS?.highlights;
  const sheet = highlights ? new window.CSSStyleSheet() : null;
  /** @type {{range: Range, finding: any}[]} */
  let marked = [];
  /** @type {{range: Range, finding: any}|null} */
  let over = null;
  let leaving = 0;
  /** @type {{x: number, y: number}|null} */
  let pointer = null;
  let styled = new WeakSet();

  sheet?.replaceSync(STYLE);
  document.addEventListener('pointermove', moved, {passive: true, signal});
  document.addEventListener('scroll', () => over && leave(0), {capture: true, passive: true, signal});
  signal.addEventListener('abort', () => {
    show(null, []);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  }, {once: true});

  /**
   * @param {{editor: Element, read: import('../freshdesk/text.js').Read}|null} place
   * @param {any[]} findings those with spans in the draft are underlined
   */
  function show(place, findings) {
    marked = place ? findings.flatMap((finding) => ranges(place, finding)) : [];
    if (!highlights) return;
    if (place) style(place.editor.getRootNode());
    for (const level of LEVELS) {
      const some = marked.filter(({finding}) => finding.level === level).map(({range}) => range);
      if (some.length) highlights.set(`${NAME}-${level}`, withPriority(new window.Highlight(...some), level));
      else highlights.delete(`${NAME}-${level}`);
    }
    if (over && !marked.some(({finding}) => finding.id === over?.finding.id)) leave(0);
  }

  function ranges({read}, finding) {
    return (finding.spans ?? [])
      .filter((span) => span.in === 'draft' && span.end <= read.text.length && span.start < span.end)
      .map((span) => ({range: read.range(span.start, span.end), finding}));
  }

  function style(root) {
    if (styled.has(root)) return;
    styled.add(root);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  function moved({clientX: x, clientY: y}) {
    if (!marked.length && !over) return;
    if (!pointer) window.requestAnimationFrame(look);
    pointer = {x, y};
  }
  function look() {
    const at = pointer;
    pointer = null;
    if (!at) return;
    const found = marked.find(({range}) => [...range.getClientRects()].some((rect) => within(rect, at)) && isOnTop(range, at));
    if (!found) {
      if (over && !leaving) leave(LEAVE_MS);
      return;
    }
    stay();
    if (over?.finding === found.finding) return;
    over = found;
    const {left, top, right, bottom} = found.range.getBoundingClientRect();
    hovered({finding: found.finding, rect: {left, top, right, bottom}});
  }
  /** Our own card may lie over the text. */
  function isOnTop(range, {x, y}) {
    const top = document.elementFromPoint(x, y);
    return Boolean(top?.contains(range.startContainer) || range.startContainer.parentElement?.contains(top));
  }
  function leave(after) {
    window.clearTimeout(leaving);
    leaving = window.setTimeout(() => {
      leaving = 0;
      over = null;
      hovered(null);
    }, after);
  }
  function stay() {
    window.clearTimeout(leaving);
    leaving = 0;
  }

  /** The pointer is on the card (a finding), or has left it (null). */
  function card(finding) {
    if (finding) stay();
    else leave(0);
  }

  return {show, card};
}

const within = ({left, top, right, bottom}, {x, y}) => x >= left && x <= right && y >= top && y <= bottom;

function withPriority(highlight, level) {
  highlight.priority = LEVELS.indexOf(level);
  return highlight;
}
