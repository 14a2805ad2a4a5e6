/** Listeners only, registered before anything else runs: the worker may be started for any one of them. */

import {FLUSH_MS} from '../content/sending/timing.js';
import {Kind} from '../messages.js';
import {canned} from './canned.js';
import * as domains from './domains.js';
import * as kept from './kept.js';
import * as packs from './pack.js';
import * as queue from './queue.js';
import * as backend from './server/backend.js';
import * as identity from './server/identity.js';
import {whole} from './server/threads.js';
import * as known from './settings.js';
import * as tenants from './tenants.js';

/** @typedef {(message: any, tenant: string) => Promise<any>} Handler  tenant: the host of the page that asks */

/** @type {Record<string, Handler>} */
const answers = {
  [Kind.CHECK]: async (message, tenant) => {
    const {patient} = message;
    const body = whole(message);
    if (body.moment === 'send') await queue.flushed(FLUSH_MS); // what was logged decides what is to be logged next
    return backend.check({...body, tenant}, patient);
  },
  [Kind.SUGGEST]: async (message, tenant) => backend.suggestions({...whole(message), tenant}),
  [Kind.PACK]: ({fresh}) => packs.pack(fresh),
  [Kind.SNIPPETS]: ({query}) => backend.snippets(query),
  [Kind.FILL]: async (message) => backend.fill(message.guide, whole(message)),
  [Kind.EVENTS]: ({events}, tenant) => queue.keep(events.map((/** @type {object} */ event) => ({...event, tenant}))),
  [Kind.GET]: ({key}) => kept.get(key),
  [Kind.KEEP]: ({key, value}) => kept.set(key, value),
};

/** @type {Record<string, Handler>} */
const answersToAll = {
  [Kind.HELLO]: async (_, tenant) => ({works: await tenants.standing(tenant), inspectable: await isBeingDeveloped()}),
  [Kind.TENANT]: async ({isOurs}, tenant) => ({works: await tenants.answer(tenant, isOurs === true)}),
};

/** @type {Record<string, Handler>} */
const answersToPages = {
  [Kind.TEST]: (message) => backend.test(message.backend, message.token),
  [Kind.SERVER]: async (message) => {
    if (message.pair) await identity.pair(message.backend).catch(() => {}); // what is wrong, if anything, is said below
    return identity.look(message.backend);
  },
  [Kind.ACCEPT]: async (message) => {
    await identity.accept(message.backend, message.fingerprint);
    backend.forget();
  },
};

/** @type {Promise<void>} */
let configured = Promise.resolve();

/** One after the other: what is registered is looked at before it is changed. */
const configure = () => (configured = configured.then(useSettings, useSettings));

async function useSettings() {
  known.forget();
  backend.forget();
  await packs.forget();
  await domains.register(await known.settings());
}

/** Then the page may look into what is drawn, as tests do; never in what an agent has been given. */
const isBeingDeveloped = async () => (await chrome.management.getSelf()).installType === 'development';

/** @param {Handler} handle @returns {Handler} */
const whereItWorks = (handle) => async (message, tenant) => {
  if ((await tenants.standing(tenant)) !== 'yes') throw {why: 'refused'};
  return handle(message, tenant);
};

/** @param {any} message @param {chrome.runtime.MessageSender} sender @returns {Handler|null} */
function handlerFor(message, sender) {
  if (sender.id !== chrome.runtime.id) return null;
  const fromPage = sender.url?.startsWith(chrome.runtime.getURL('pages/'));
  if (fromPage) return answersToPages[message?.kind] ?? null;
  if (message?.kind === Kind.CANNED) return () => canned(message, sender);
  const inFreshdesk = answers[message?.kind];
  return inFreshdesk ? whereItWorks(inFreshdesk) : answersToAll[message?.kind] ?? null;
}

kept.closeToPages();

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  const handle = handlerFor(message, sender);
  if (!handle) return false;
  handle(message, tenants.hostOf(sender)).then(
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
