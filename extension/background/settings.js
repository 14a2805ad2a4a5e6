/** Where the backend is and which domains Freshdesk has: policy first, then the options page, then what is built in. */

const BUILT_IN = Object.freeze({backend: 'http://127.0.0.1:8765', token: '', domains: []});
const NAMES = Object.keys(BUILT_IN);

async function read(area) {
  try {
    return await area.get(NAMES);
  } catch {
    return {}; // no policy, or a browser without managed storage
  }
}

/** @returns {Promise<{backend: string, token: string, domains: string[], managed: string[]}>} managed: set by policy */
export async function settings() {
  const [managed, own] = await Promise.all([read(chrome.storage.managed), read(chrome.storage.local)]);
  const values = {...BUILT_IN};
  for (const name of NAMES) {
    values[name] = managed[name] ?? own[name] ?? BUILT_IN[name];
  }
  values.backend = address(values.backend) ?? BUILT_IN.backend;
  return {...values, managed: Object.keys(managed)};
}

/**
 * A backend address as it is used: without path and final slash. Plain http is for this computer only.
 * @param {string} text
 * @returns {string|null} null when it isn't an address that can be used
 */
export function address(text) {
  let url;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  const local = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  return local || url.protocol === 'https:' ? url.origin : null;
}

/**
 * A host name out of what somebody typed ("https://support.exempel.se/a/" or "support.exempel.se").
 * @returns {string|null}
 */
export function hostName(text) {
  const match = /^(?:https:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:\/.*)?$/i.exec(text.trim());
  return match ? match[1].toLowerCase() : null;
}
