/**
 * A backend that has more to do than it can says when to come back. What it refused is not asked before that, and when it
 * refuses again and again ever later; the rest is asked as always.
 */

const LEAST_MS = 200;
const MOST_MS = 60_000; // what the backend may ask for
const LATEST_MS = 30_000; // what we come to by ourselves
const SPREAD = 0.5; // those who were sent away together must not come back together

/** @type {Map<string, {firm: number, until: number, inRow: number}>} by path; the times are performance.now()'s */
const rests = new Map();

/** @param {string} path @param {boolean} [urgent] a mail waits: only what the backend itself asked for counts @returns {number} ms left */
export function spared(path, urgent = false) {
  const rest = rests.get(path);
  return rest ? Math.max(0, (urgent ? rest.firm : rest.until) - performance.now()) : 0;
}

/** The backend refused what was asked. @param {number} again ms, as it said @returns {number} ms until it is asked anew */
export function spare(path, again) {
  const inRow = (rests.get(path)?.inRow ?? 0) + 1;
  const wait = Math.max(again, Math.min(LATEST_MS, again * 2 ** (inRow - 1)) * (1 + SPREAD * Math.random()));
  const now = performance.now();
  rests.set(path, {firm: now + again, until: now + wait, inRow});
  return wait;
}

/** It answers again. @param {string} [path] all of them when it is left out */
export function relieve(path) {
  if (path === undefined) rests.clear();
  else rests.delete(path);
}

/** @param {Response} response @returns {number} ms: what Retry-After says, in seconds or as a date */
export function toldToWait(response) {
  const told = response.headers.get('Retry-After') ?? '';
  const wait = /^\s*\d+\s*$/.test(told) ? 1000 * Number(told) : Date.parse(told) - Date.now();
  return Math.min(MOST_MS, Math.max(LEAST_MS, Number.isNaN(wait) ? 1000 : wait));
}
