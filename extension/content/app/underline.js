/** Underlines stretches of the draft by the browser's CSS highlights: the editor's own DOM is never touched. */

const LEVELS = ['hint', 'confirm', 'block']; // the worst is painted last
const NAME = 'rutinlots';
const STYLE = `@media screen {
  ::highlight(${NAME}-hint) { text-decoration: underline dotted 2px #2f6fb3; text-underline-offset: 3px; }
  ::highlight(${NAME}-confirm) { text-decoration: underline wavy 1.5px #b45f06; text-underline-offset: 3px; }
  ::highlight(${NAME}-block) {
    text-decoration: underline wavy 2px #c0262d; text-underline-offset: 3px; background-color: rgb(192 38 45 / 12%);
  }
}`;
const REST_MS = 300; // on the text before the card comes: a pointer on its way elsewhere must not meet it there
const LEAVE_MS = 250; // time to move the pointer from the text to the card

/**
 * @param {{document: Document, hovered: (hover: {finding: any, rect: object}|null) => void, signal: AbortSignal}} given
 */
export function createUnderline({document, hovered, signal}) {
  const window = /** @type {Window & typeof globalThis} */ (document.defaultView);
  const highlights = window.CSS?.highlights;
  const sheet = highlights ? new window.CSSStyleSheet() : null;
  /** @type {{range: Range, words: string, finding: any}[]} words: as they were marked */
  let marked = [];
  /** @type {{range: Range, finding: any}|null} */
  let over = null;
  let leaving = 0;
  /** @type {{range: Range, finding: any}|null} what the pointer rests on, until its card comes */
  let wanted = null;
  let resting = 0;
  /** @type {string|null} the check whose text was pressed, to write there: no card until the pointer has been away */
  let declined = null;
  /** @type {Element|null} */
  let editor = null;
  /** @type {{x: number, y: number}|null} */
  let pointer = null;
  let styled = new WeakSet();

  sheet?.replaceSync(STYLE);
  document.addEventListener('pointermove', moved, {passive: true, signal});
  for (const type of ['pointerdown', 'pointerup']) document.addEventListener(type, pressed, {capture: true, passive: true, signal});
  document.addEventListener('scroll', () => {
    forget();
    if (over) leave(0);
  }, {capture: true, passive: true, signal});
  signal.addEventListener('abort', () => {
    show(null, []);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  }, {once: true});

  /**
   * @param {{editor: Element, read: import('../freshdesk/page/text.js').Read}|null} place
   * @param {any[]} findings those with spans in the draft are underlined
   */
  function show(place, findings) {
    marked = place ? findings.flatMap((finding) => ranges(place, finding)) : [];
    editor = place?.editor ?? null;
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
      .map((span) => read.range(span.start, span.end))
      .map((range) => ({range, words: range.toString(), finding}));
  }

  function style(root) {
    if (styled.has(root)) return;
    styled.add(root);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }

  function moved({clientX: x, clientY: y, buttons}) {
    if (buttons || (!marked.length && !over)) return; // text is being selected, or dragged
    if (!pointer) window.requestAnimationFrame(look);
    pointer = {x, y};
  }
  const under = (at) =>
    marked.find(({range}) => [...range.getClientRects()].some((rect) => within(rect, at)) && isOnTop(range, at));
  function look() {
    const at = pointer;
    pointer = null;
    if (!at) return;
    const found = under(at);
    if (found?.finding.id !== declined) declined = null;
    if (!found || found.finding.id !== wanted?.finding.id) forget();
    if (found && found.finding.id === over?.finding.id) {
      stay();
      if (found.finding !== over?.finding) open(found);
      return;
    }
    if (over && !leaving) leave(LEAVE_MS);
    if (!found || declined) return;
    wanted = found;
    resting ||= window.setTimeout(() => {
      const still = marked.find(({finding}) => finding.id === wanted?.finding.id);
      forget();
      if (still) open(still);
    }, REST_MS);
  }
  function forget() {
    window.clearTimeout(resting);
    resting = 0;
    wanted = null;
  }
  /** @param {{range: Range, finding: any}} found */
  function open(found) {
    stay();
    over = found;
    const {left, top, right, bottom} = found.range.getBoundingClientRect();
    hovered({finding: found.finding, rect: {left, top, right, bottom}});
  }
  function pressed(/** @type {any} */ event) {
    forget();
    pointer = null; // a look that is due looks at nothing
    if (!editor?.contains(/** @type {Node} */ (event.composedPath()[0]))) return;
    declined = under({x: event.clientX, y: event.clientY})?.finding.id ?? null;
    if (over) leave(0);
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

  /**
   * Whether all marks are where they were put. A range stays in the nodes that it was made of, while the page or another extension
   * may put others in their place with the same text: for bold, a link, a list.
   * @param {Element} where  the editor, as it is now
   */
  const stands = (where) => marked.length === 0 || (editor === where
    && marked.every(({range, words}) => range.startContainer.isConnected && range.toString() === words));

  return {show, card, stands};
}

const within = ({left, top, right, bottom}, {x, y}) => x >= left && x <= right && y >= top && y <= bottom;

function withPriority(highlight, level) {
  highlight.priority = LEVELS.indexOf(level);
  return highlight;
}
