/**
 * Which Freshdesk Rutinlots works on: those that policy or the settings name. Where they name none, the agent is asked, once for
 * each that is opened.
 */

import {settings} from './settings.js';
import * as store from './store.js';

const KEY = 'declined';
const ASKABLE = /^[a-z0-9-]+\.freshdesk\.com$/; // others are there because the settings name them

/** @param {chrome.runtime.MessageSender} sender @returns {string} the host of the page that asks, as the browser says */
export function hostOf(sender) {
  try {
    return new URL(sender.url ?? sender.origin ?? '').hostname;
  } catch {
    return '';
  }
}

/** @returns {Promise<string[]>} */
const declined = async () => (await store.get(KEY)) ?? [];

/** @param {string} host @returns {Promise<'yes'|'no'|'ask'>} */
export async function standing(host) {
  const {domains} = await settings();
  if (domains.includes(host)) return 'yes';
  if (domains.length || !ASKABLE.test(host)) return 'no';
  return (await declined()).includes(host) ? 'no' : 'ask';
}

/** The agent has answered. @param {string} host @param {boolean} isOurs @returns {Promise<'yes'|'no'|'ask'>} */
export async function answer(host, isOurs) {
  if ((await standing(host)) !== 'ask') return standing(host);
  if (isOurs) await store.set({domains: [host]});
  else await store.set({[KEY]: [...(await declined()), host]});
  return standing(host);
}
