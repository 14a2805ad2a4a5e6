/** Freshdesk under the company's own domain: the content script is registered there when the permission is given. */

const ID = 'own-domains';

/** Not Freshdesk's own, which the manifest names. @param {string} domain */
export const isOwn = (domain) => !domain.endsWith('.freshdesk.com');

/** @param {string[]} domains host names */
export async function register(domains) {
  const wanted = domains.filter(isOwn).map((domain) => `https://${domain}/a/*`);
  /** @type {string[]} */
  const granted = [];
  for (const pattern of wanted) {
    if (await chrome.permissions.contains({origins: [pattern.replace('/a/*', '/*')]})) granted.push(pattern);
  }
  const [known] = await chrome.scripting.getRegisteredContentScripts({ids: [ID]});
  if (!granted.length) {
    if (known) await chrome.scripting.unregisterContentScripts({ids: [ID]});
    return;
  }
  /** @type {chrome.scripting.RegisteredContentScript} */
  const script = {id: ID, matches: granted, js: ['content.js'], runAt: 'document_start'};
  await (known ? chrome.scripting.updateContentScripts([script]) : chrome.scripting.registerContentScripts([script]));
}
