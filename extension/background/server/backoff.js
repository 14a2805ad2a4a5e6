/**
 * A backend that is too busy says when to come back. The path that it refused is not asked before that, and later each time it
 * refuses again; other paths are asked as usual.
 */

const LEAST_MS = 200;
const MOST_MS = 60_000; // what the backend may ask for
const LATEST_MS = 30_000; // what we add up to by ourselves
const SPREAD = 0.5; // those who were refused together must not come back together

/** @type {Map<string, {firm: number, until: number, inRow: number}>} by path; the times are performance.now()'s */
const waits = new Map();

/**
 * @param {string} path
 * @param {boolean} [urgent] a mail waits: only what the backend itself asked for counts
 * @returns {number} ms until the path may be asked again; 0 when it may be asked now
 */
export function remaining(path, urgent = false) {
  const wait = waits.get(path);
  return wait ? Math.max(0, (urgent ? wait.firm : wait.until) - performance.now()) : 0;
}

/** The backend refused. @param {string} path @param {number} again ms, as it said @returns {number} ms until it is asked again */
export function backOff(path, again) {
  const inRow = (waits.get(path)?.inRow ?? 0) + 1;
  const wait = Math.max(again, Math.min(LATEST_MS, again * 2 ** (inRow - 1)) * (1 + SPREAD * Math.random()));
  const now = performance.now();
  waits.set(path, {firm: now + again, until: now + wait, inRow});
  return wait;
}

/** The backend answers again. @param {string} [path] every path when left out */
export function reset(path) {
  if (path === undefined) waits.clear();
  else waits.delete(path);
}

/** @param {{headers: Headers}} response @returns {number} ms: what Retry-After says, in seconds or as a date */
export function retryAfter(response) {
  const told = response.headers.get('Retry-After') ?? '';
  const wait = /^\s*\d+\s*$/.test(told) ? 1000 * Number(told) : Date.parse(told) - Date.now();
  return Math.min(MOST_MS, Math.max(LEAST_MS, Number.isNaN(wait) ? 1000 : wait));
}
