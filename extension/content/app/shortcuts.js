/** The extension's keyboard shortcuts: the manifest names them, the browser lets the agent change them. */

/**
 * @param {any} keys  the overlay's ways, see overlay/input/keys.js
 * @returns {(command: string) => void}
 */
export const createShortcuts = (keys) => (command) => {
  /** @type {Record<string, () => void>} */
  const ways = {
    panel: keys.panel,
    'next-finding': keys.nextFinding,
    'fix-finding': keys.fix,
    'insert-suggestion': keys.insertSuggestion,
    'open-log': keys.log,
  };
  ways[command]?.();
};
