// Where things may stand: pure arithmetic on rectangles, in CSS pixels of the window.

/** @typedef {{left: number, top: number, right: number, bottom: number, soft?: boolean}} Rect  soft: only if it can be */

const WIDTH = 320;
const NARROWEST = 256;
const SHORTEST = 168; // less than this is no room
const COMFORT = 300; // enough to stay at its side
const ROOMY = 420; // less than this and it moves up
const TALLEST = 680;
const AIR = 8;

const clamp = (value, least, most) => Math.max(least, Math.min(value, Math.max(least, most)));
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const edge = (view) => (view.width < 480 ? 6 : 12);

/** Free stretches from top to bottom of a column. @param {Rect[]} rects @returns {{top: number, bottom: number}[]} */
function gaps(left, right, view, rects) {
  const free = [];
  let top = AIR;
  const inWay = rects
    .filter((rect) => rect.left < right + AIR && left - AIR < rect.right)
    .sort((a, b) => a.top - b.top);
  for (const rect of inWay) {
    const bottom = Math.min(rect.top, view.height) - AIR;
    if (bottom > top) free.push({top, bottom});
    top = Math.max(top, rect.bottom + AIR);
  }
  if (view.height - AIR > top) free.push({top, bottom: view.height - AIR});
  return free;
}

/** The agent's own side first. */
const sidesOf = ({side}) => (side === 'left' ? ['left', 'right'] : ['right', 'left']);

const column = (side, width, view) =>
  (side === 'left' ? [edge(view), edge(view) + width] : [view.width - edge(view) - width, view.width - edge(view)]);

/** Full width first, then what is left beside the rectangles that are in the way. */
function widths(side, view, rects) {
  const full = Math.min(WIDTH, view.width - 2 * edge(view));
  const beside = rects
    .map((rect) => (side === 'left' ? rect.left : view.width - rect.right) - edge(view) - AIR)
    .filter((width) => width >= NARROWEST && width < full);
  return [full, ...beside.sort((a, b) => b - a)];
}

/**
 * Where the panel may stand: its own side first, as low as the agent put it, narrower or at the other side if it must.
 * @param {{width: number, height: number}} view   the window
 * @param {number} wanted                          height of everything in the panel
 * @param {{side: 'left'|'right', top: number}} place  top is 0–1 of the window's height
 * @param {Rect[]} keepClear
 * @returns {{left: number, top: number, width: number, height: number}|null} height: the most; null: no room
 */
export function placePanel(view, wanted, place, keepClear) {
  const want = Math.min(wanted, TALLEST, view.height - 2 * AIR);
  const at = place.top * view.height;
  const [own, other] = sidesOf(place);
  const comfortable = (spot) => spot && spot.room >= Math.min(want, COMFORT);
  const polite = bestAt(own, view, want, at, keepClear);
  const near = bestAt(own, view, want, at, firm(keepClear));
  const far = bestAt(other, view, want, at, firm(keepClear));
  const best = [polite, near].find(comfortable) ?? (far && far.room > (near?.room ?? 0) ? far : near);
  if (!best || best.room < Math.min(want, SHORTEST)) return null;
  const {left, top, width, height} = best;
  return {left, top, width, height};
}

const firm = (rects) => rects.filter(({soft}) => !soft);

/** The spot with most room (more than is wanted counts as equal), of equals the nearest to `at`, then the widest. */
function bestAt(side, view, want, at, rects) {
  const spots = widths(side, view, rects).flatMap((width) => {
    const [left, right] = column(side, width, view);
    return gaps(left, right, view, rects).map((gap) => {
      const room = Math.min(want, gap.bottom - gap.top);
      const top = clamp(at, gap.top, gap.bottom - Math.min(room, ROOMY));
      return {left, top, width, height: Math.min(gap.bottom - top, TALLEST), room, away: Math.abs(top - at)};
    });
  });
  return spots.sort((a, b) => b.room - a.room || a.away - b.away || b.width - a.width)[0];
}

/**
 * Where in a column's free stretches the pill stands, as near as can be to where the agent put it.
 * @param {number} height @param {number} at @param {{top: number, bottom: number}[]} free
 * @returns {number|null} its top; null: nowhere
 */
export function placePill(height, at, free) {
  const tops = free
    .filter((gap) => gap.bottom - gap.top >= height + 2 * AIR)
    .map((gap) => clamp(at, gap.top + AIR, gap.bottom - height - AIR));
  return tops.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0] ?? null;
}

/**
 * The card: under the words, else over them; never on what is kept clear, unless the words themselves stand in it.
 * @param {Rect} words
 */
export function placeCard(view, size, words, keepClear) {
  const avoid = firm(keepClear).filter((rect) => !meet(rect, words));
  const left = clamp(words.left, AIR, view.width - size.width - AIR);
  const under = {left, top: words.bottom + 4};
  const over = {left, top: words.top - 4 - size.height};
  const box = ({left: x, top: y}) => ({left: x, top: y, right: x + size.width, bottom: y + size.height});
  const fits = (spot) => spot.top >= AIR && spot.top + size.height <= view.height - AIR;
  const free = (spot) => fits(spot) && !avoid.some((rect) => meet(rect, box(spot)));
  const least = {left, top: clamp(under.top, AIR, view.height - size.height - AIR)};
  return [under, over].find(free) ?? [over, under].find(fits) ?? least;
}

/** From where the panel was dropped to how it is remembered. @returns {{side: 'left'|'right', top: number}} */
export const placeOf = (view, {left, top, width}) => ({
  side: left + width / 2 < view.width / 2 ? 'left' : 'right',
  top: clamp(top / view.height, 0, 1),
});
