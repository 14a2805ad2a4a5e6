/** Listeners only, registered before anything else runs: the worker may be started for any one of them. */

import {FLUSH_MS} from '../content/sending/timing.js';
import {Kind} from '../messages.js';
import * as backend from './backend.js';
import * as domains from './domains.js';
import * as packs from './pack.js';
import * as queue from './queue.js';
import * as known from './settings.js';

/** @type {Record<string, (message: any) => Promise<any>>} */
const answers = {
  [Kind.CHECK]: async ({body, patient}) => {
    if (body.moment === 'send') await queue.flushed(FLUSH_MS); // what was logged decides what is to be logged next
    return backend.check(body, patient);
  },
  [Kind.SUGGEST]: ({body}) => backend.suggestions(body),
  [Kind.PACK]: ({fresh}) => packs.pack(fresh),
  [Kind.SNIPPETS]: ({query}) => backend.snippets(query),
  [Kind.FILL]: ({guide, body}) => backend.fill(guide, body),
  [Kind.EVENTS]: ({events}) => queue.keep(events),
};

/** @type {Record<string, (message: any) => Promise<any>>} */
const answersToPages = {
  [Kind.TEST]: (message) => backend.test(message.backend, message.token),
};

async function configure() {
  known.forget();
  backend.forget();
  await packs.forget();
  await domains.register((await known.settings()).domains);
}

/** @param {any} message @param {chrome.runtime.MessageSender} sender @returns {((message: any) => Promise<any>)|null} */
function handlerFor(message, sender) {
  if (sender.id !== chrome.runtime.id) return null;
  const fromPage = sender.url?.startsWith(chrome.runtime.getURL('pages/'));
  return answers[message?.kind] ?? (fromPage ? answersToPages[message?.kind] : null) ?? null;
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  const handle = handlerFor(message, sender);
  if (!handle) return false;
  handle(message).then(
    (value) => {
      reply({ok: true, value});
      queue.flush();
    },
    (error) => reply({ok: false, why: error.why ?? 'offline', status: error.status, again: error.again}),
  );
  return true; // the answer comes later
});

chrome.action.onClicked.addListener(() => chrome.runtime.openOptionsPage());

chrome.commands.onCommand.addListener((command, tab) => {
  if (tab?.id) chrome.tabs.sendMessage(tab.id, {kind: Kind.COMMAND, command}).catch(() => {}); // not a Freshdesk tab
});

chrome.storage.onChanged.addListener((changes, area) => {
  if (area === 'managed' || changes.backend || changes.domains || changes.token) configure();
});

chrome.runtime.onInstalled.addListener(configure);
chrome.runtime.onStartup.addListener(() => queue.flush());
chrome.permissions.onAdded.addListener(configure);
chrome.permissions.onRemoved.addListener(configure);
