/** Answers that came with the page to its first questions, so that it needn't ask them. Where none came, all is asked. */

const sent = document.getElementById('preloaded');
/** @type {Record<string, any>} */
const answers = JSON.parse(sent?.textContent || '{}');

/**
 * The answer to a question, once: what is asked again may have changed. Undefined where none came.
 * @param {string} path  below the address that the account lies under
 */
export function preloaded(path) {
  const found = answers[path];
  delete answers[path];
  return found;
}
