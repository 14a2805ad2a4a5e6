// What of the page lies under a place in the window; the overlay itself is never seen.

/** @typedef {import('./placement.js').Rect} Rect */

const CONTROL = 'a[href], button, input, select, textarea, [role=button], [role=tab], [role=option], [role=menuitem], '
  + '[role=combobox], [contenteditable=true], [tabindex]:not([tabindex="-1"])';
const STEP = 12; // px between two looks
const STRIDE = 2; // every second look at a column is left out until something is found: what can be clicked is taller
const FARTHEST = 180; // px between two looks in a row of a column
const LONG = 4000; // characters: a text longer than this is taken for a block

const ASIDE = 'data-aside'; // see style.js

/**
 * Looks at what lies under the overlay. To ask a point for all that lies there costs twenty times as much on a page with 300 mails.
 * @template T @param {Element} host @param {() => T} look @returns {T}
 */
function through(host, look) {
  host.setAttribute(ASIDE, '');
  try {
    return look();
  } finally {
    host.removeAttribute(ASIDE);
  }
}

/** What of the page is at a point, also inside the page's own open shadow roots. @returns {Element|undefined} */
function elementAt(root, x, y) {
  const element = root.elementFromPoint(x, y);
  if (element?.getRootNode() !== root) return undefined; // a shadow root names what is around it too, its own host among them
  return element.shadowRoot ? elementAt(element.shadowRoot, x, y) ?? element : element;
}

/**
 * The stretches of a column, from top to bottom, in which nothing of the page lies but its own ground.
 * @param {{left: number, right: number, top: number, bottom: number}} column @param {Element} host
 * @param {Element} ground  what the column was taken from: that and what is around it don't count
 * @returns {{top: number, bottom: number}[]}
 */
export const freeStretches = (column, host, ground) => through(host, () => stretchesIn(column, ground));

function stretchesIn({left, right, top: from, bottom: to}, ground) {
  const parts = Math.max(2, Math.ceil((right - left) / FARTHEST));
  const places = Array.from({length: parts + 1}, (_, part) => left + 3 + part * (right - left - 6) / parts);
  const isPart = (element) => element && !element.contains(ground);
  const rows = [];
  for (let y = from + 2; y < to; y += STEP) rows.push(y);
  const isTaken = (y) => places.some((x) => isPart(elementAt(document, x, y)));
  const coarse = rows.map((y, index) => index % STRIDE === 0 && isTaken(y));
  const near = (index) => coarse.slice(Math.max(0, index - STRIDE), index + STRIDE).includes(true);
  const taken = rows.map((y, index) => coarse[index] || (index % STRIDE > 0 && near(index) && isTaken(y)));
  const free = [];
  let top = from;
  let last = from;
  rows.forEach((y, index) => {
    if (taken[index]) {
      if (last > top) free.push({top, bottom: last});
      top = last = y + STEP;
    } else last = y + STEP - 2;
  });
  if (last > top) free.push({top, bottom: to});
  return free;
}

/**
 * The first of some places where nothing can be clicked or read, looked for at a few points of each.
 * @param {Iterable<Rect>} rects @param {Element} host
 * @returns {Rect|null}
 */
export function firstQuiet(rects, host) {
  const known = new Map(); // the places overlap
  const disturbedAt = (x, y) => {
    const key = `${x} ${y}`;
    if (!known.has(key)) known.set(key, isDisturbing(elementAt(document, x, y), x, y));
    return known.get(key);
  };
  return through(host, () => {
    for (const rect of rects) if (!points(rect).some(([x, y]) => disturbedAt(x, y))) return rect;
    return null;
  });
}

/** @param {Rect} rect */
function points({left, top, right, bottom}) {
  const found = [];
  for (let x = Math.ceil(left / STEP) * STEP; x < right; x += STEP) found.push(x);
  return [left, ...found, right].flatMap((x) => [top + 4, (top + bottom) / 2, bottom - 2].map((y) => [x, y]));
}

const isDisturbing = (element, x, y) => Boolean(element && (element.closest(CONTROL) || hasTextAt(element, x, y)));

const hasTextAt = (element, x, y) => textBoxes(element).some((box) =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);

/** @returns {DOMRect[]} the lines of an element's own text */
function textBoxes(element) {
  return [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()).flatMap((node) => {
    if (node.data.length > LONG) return [element.getBoundingClientRect()];
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  });
}

function* shown(root, view, host) {
  for (const element of root.querySelectorAll('*')) {
    if (element === host) continue;
    if (element.shadowRoot) yield* shown(element.shadowRoot, view, host);
    const box = element.getBoundingClientRect();
    const inView = box.width > 0 && box.bottom > 0 && box.top < view.height && box.right > 0 && box.left < view.width;
    if (inView && element.checkVisibility({visibilityProperty: true})) yield {element, box};
  }
}

/**
 * The place nearest to a point where nothing can be clicked underneath, nor read if one of the sizes has such a place.
 * @param {Iterable<{width: number, height: number, given?: number}>} sizes  the first that will do is taken; the later ones
 *   are measured only then. given: the width it was given
 * @param {{width: number, height: number}} view
 * @param {{left: number, top: number}} near
 * @param {Element} host
 * @returns {{left: number, top: number, width?: number}|null} width: as it was given
 */
export function quietPlace(sizes, view, near, host) {
  const controls = [];
  const lines = [];
  for (const {element, box} of shown(document, view, host)) {
    if (element.matches(CONTROL)) controls.push(box);
    else lines.push(...textBoxes(element));
  }
  /** @type {{left: number, top: number, width?: number}|null} */
  let overText = null;
  for (const size of sizes) {
    const hits = (spot, boxes) => boxes.some((box) => spot.left < box.right && box.left < spot.left + size.width
      && spot.top < box.bottom && box.top < spot.top + size.height);
    for (const {left, top} of spotsFor(size, view, near)) {
      const spot = {left, top, width: size.given};
      if (hits(spot, controls)) continue;
      if (!hits(spot, lines)) return spot;
      overText ??= spot;
    }
  }
  return overText;
}

/** Where something of a size may stand in the window, the nearest first. */
function spotsFor({width, height}, view, near) {
  const spots = [];
  for (let left = 4; left + width <= view.width - 4; left += STEP) {
    for (let top = 4; top + height <= view.height - 4; top += STEP) {
      spots.push({left, top, away: Math.hypot(left - near.left, top - near.top)});
    }
  }
  return spots.sort((a, b) => a.away - b.away);
}
