/** What is kept in the browser. Each value is read once, and again when it has changed: here, or on the options page. */

/** @type {Map<string, Promise<any>>} by name; nobody may change what they hold */
const known = new Map();

chrome.storage.onChanged.addListener((changes, area) => {
  if (area === 'local') forget(Object.keys(changes));
});

/** @param {string} name @returns {Promise<any>} undefined when there is none */
export function get(name) {
  const value = known.get(name) ?? read(name);
  known.set(name, value);
  return value;
}

/** @param {string} name */
function read(name) {
  const value = chrome.storage.local.get(name).then((all) => all[name]);
  value.catch(() => forget([name]));
  return value;
}

/** @param {Record<string, any>} values by name */
export async function set(values) {
  await chrome.storage.local.set(values);
  forget(Object.keys(values));
}

/** @param {string} name */
export async function remove(name) {
  await chrome.storage.local.remove(name);
  forget([name]);
}

/** @param {string[]} names */
const forget = (names) => names.forEach((name) => known.delete(name));
