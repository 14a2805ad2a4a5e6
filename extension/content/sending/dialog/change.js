/** How much of a mail has changed since it was logged. */

const SMALL = 10; // words taken away and put in, together

/**
 * Whether two drafts are the same mail but for a repair of some words (the salutation, a typo): what else the log says of it,
 * its recipients and attachments, is the same.
 * @param {import('../../../api.d.ts').Draft} logged @param {import('../../../api.d.ts').Draft} draft
 */
export function isSmallChange({text: before, ...rest}, {text: now, ...others}) {
  return JSON.stringify(rest) === JSON.stringify(others) && before !== now && changedWords(before, now) <= SMALL;
}

/** @param {string} before @param {string} now */
function changedWords(before, now) {
  const left = new Map();
  const words = (/** @type {string} */ text) => text.split(/\s+/).filter(Boolean);
  for (const word of words(before)) left.set(word, (left.get(word) ?? 0) + 1);
  for (const word of words(now)) left.set(word, (left.get(word) ?? 0) - 1);
  return [...left.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}
