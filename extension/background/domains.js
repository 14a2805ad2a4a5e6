/**
 * Scripts beside the manifest's, registered when the permission is given: in Freshdesk under the company's own domain, and on the
 * server's page of replies.
 */

const OWN = 'own-domains';
const REPLIES = 'replies';

/** Not Freshdesk's own, which the manifest names. @param {string} domain */
export const isOwn = (domain) => !domain.endsWith('.freshdesk.com');

/** @param {{domains: string[], backend: string}} settings */
export async function register({domains, backend}) {
  const addresses = domains.filter(isOwn).map((domain) => `https://${domain}/a/*`);
  await use({id: OWN, matches: addresses, js: ['content.js'], runAt: 'document_start'});
  await use({id: REPLIES, matches: [`${backend}/svar`], js: ['canned.js'], runAt: 'document_end'});
}

/** Where it is permitted, and nowhere else. @param {chrome.scripting.RegisteredContentScript} script */
async function use({id, matches = [], ...how}) {
  /** @type {string[]} */
  const granted = [];
  for (const pattern of matches) {
    const {protocol, hostname} = new URL(pattern.replace('*', ''));
    if (await chrome.permissions.contains({origins: [`${protocol}//${hostname}/*`]})) granted.push(pattern);
  }
  const [known] = await chrome.scripting.getRegisteredContentScripts({ids: [id]});
  if (!granted.length) {
    if (known) await chrome.scripting.unregisterContentScripts({ids: [id]});
    return;
  }
  const script = {id, matches: granted, ...how};
  if (known && String(known.matches) === String(granted)) return;
  await (known ? chrome.scripting.updateContentScripts([script]) : chrome.scripting.registerContentScripts([script]));
}
