/** The settings: backend, key, Freshdesk's own domains, look and shortcuts. What policy has set is shown, not changed. */

import {isOwn} from '../background/domains.js';
import {address, decided, forget, hostName, settings} from '../background/settings.js';
import * as store from '../background/store.js';
import {Kind} from '../messages.js';

const form = /** @type {HTMLFormElement} */ (document.getElementById('settings'));
const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const result = part('result');
const fields = /** @type {Record<string, any>} */ (/** @type {unknown} */ (form.elements));
const {backend, token, domains} = fields;
/** @type {Record<string, string>} the fields as they were shown last */
let shown = {};

const WRONG_ADDRESS = 'Adressen ska börja med https:// – eller vara http://127.0.0.1 med portnummer '
  + 'om servern finns på den här datorn.';
const FAILED = {
  offline: 'Ingen server svarar på adressen. Kontrollera att den är rätt och att servern är igång.',
  timeout: 'Servern svarar inte i tid. Försök igen om en stund.',
  busy: 'Servern har mycket att göra just nu. Försök igen om en stund.',
  token: 'Servern godtar inte nyckeln. Be den som sköter servern om en ny.',
  invalid: 'Något annat än Rutinlots svarar på adressen.',
  'other-server': 'Något annat än Rutinlots svarar på adressen.',
  'server-key': 'Servern har fått en ny nyckel, så inget skickas dit.',
  'old-server': 'Servern är äldre än tillägget och kan inte visa att den är er, så inget skickas dit. '
    + 'Be den som sköter servern uppdatera den.',
  address: 'Servern säger att adressen inte är dess egen, så inget skickas dit. Be den som sköter servern ange adressen där.',
};
const SHOWN = 'Servern har visat vem den är.';
const CHANGED = 'Servern har fått en ny nyckel. Så blir det när IT har bytt den eller flyttat servern – men också när '
  + 'något annat än er server svarar på adressen. Inget skickas dit, och inget kontrolleras, förrän du har godtagit den. '
  + 'Fråga IT om de här tecknen stämmer.';
const NOT_THEIRS = 'Servern har en annan nyckel än den som din organisation har bestämt. Inget skickas dit. Säg till IT.';

show(await settings());
decided().then(follow); // just after its start the browser may not know them yet
chrome.storage.onChanged.addListener((_, area) => {
  if (area !== 'managed') return;
  forget();
  decided().then(follow);
});
form.theme.value = (await store.get('theme')) ?? 'auto';
await showShortcuts();
form.addEventListener('submit', (event) => {
  event.preventDefault();
  save();
});
part('test').addEventListener('click', test);
part('accept').addEventListener('click', accept);
showServer(); // it may take its time
part('change-shortcuts').addEventListener('click', () => chrome.tabs.create({url: 'chrome://extensions/shortcuts'}));
addEventListener('focus', showShortcuts); // they may have been changed in the browser's own page

function show(now) {
  backend.value = now.backend;
  token.value = now.token;
  domains.value = now.domains.join('\n');
  for (const name of ['backend', 'token', 'domains']) fields[name].disabled = now.managed.includes(name);
  shown = {backend: backend.value, token: token.value, domains: domains.value};
  part('managed').hidden = now.managed.length === 0;
}

/** Show what policy has set meanwhile; what has been typed in the other fields stays. @param {any} now */
function follow(now) {
  const before = backend.value;
  const typed = Object.entries(shown).filter(([name, text]) => fields[name].value !== text && !now.managed.includes(name));
  const kept = typed.map(([name]) => [name, fields[name].value]);
  show(now);
  for (const [name, text] of kept) fields[name].value = text;
  if (backend.value !== before) showServer();
}

async function showShortcuts() {
  const commands = await chrome.commands.getAll();
  part('shortcuts').replaceChildren(...commands.filter(({description}) => description).flatMap(({description, shortcut}) => {
    const keys = document.createElement(shortcut ? 'kbd' : 'span');
    keys.textContent = shortcut || 'inget valt';
    const [term, value] = ['dt', 'dd'].map((name) => document.createElement(name));
    term.textContent = description ?? '';
    value.append(keys);
    return [term, value];
  }));
}

/** What is in the form; null where something in it can't be used. */
function read() {
  const origin = address(backend.value);
  const lines = domains.value.split(/\s+/).filter(Boolean);
  const wrong = lines.find((line) => !hostName(line));
  fault('backend', origin ? '' : WRONG_ADDRESS);
  fault('domains', wrong ? `${wrong} är ingen domän. Skriv till exempel exempel.freshdesk.com.` : '');
  return origin && !wrong ? {backend: origin, token: token.value.trim(), domains: lines.map(hostName)} : null;
}

function fault(name, text) {
  part(`${name}-error`).textContent = text;
  fields[name].setAttribute('aria-invalid', String(text !== ''));
  if (text) fields[name].focus();
}

function say(look, text) {
  result.className = look;
  result.textContent = text;
}

/** The browser asks the user once for each address beyond freshdesk.com and this computer. */
async function permitted({backend: origin, domains: hosts}) {
  const own = hosts.filter(isOwn).map((host) => `https://${host}/*`);
  const origins = [...(origin.startsWith('https:') ? [`${origin}/*`] : []), ...own];
  return origins.length === 0 || chrome.permissions.request({origins});
}

async function save() {
  const wanted = read();
  if (!wanted) return say('', '');
  const written = {backend: backend.value, token: token.value, domains: domains.value};
  if (!(await permitted(wanted))) return say('bad', 'Inget är sparat: Rutinlots behöver ditt tillstånd för adresserna.');
  const own = Object.fromEntries(Object.entries(wanted).filter(([name]) => !fields[name].disabled));
  await store.set({...own, theme: fields.theme.value});
  const now = await settings();
  // As they are kept, but for what has been written meanwhile.
  if (Object.entries(written).every(([name, text]) => fields[name].value === text)) show(now);
  say('good', 'Sparat. Ladda om Freshdesk om du har det öppet.');
  showServer(true);
}

async function test() {
  const wanted = read();
  if (!wanted) return;
  say('', 'Testar …');
  const asked = chrome.runtime.sendMessage({kind: Kind.TEST, backend: wanted.backend, token: wanted.token});
  const [answer] = await Promise.all([asked, showServer()]); // so that nothing moves once the answer is there
  if (answer.ok) say('good', 'Anslutningen fungerar.');
  else say('bad', FAILED[answer.why] ?? FAILED.offline);
}

/** What the server at the address in the form has shown of itself; `pair`: it has been saved. */
async function showServer(pair = false) {
  const origin = address(backend.value);
  const {ok, value} = origin ? await chrome.runtime.sendMessage({kind: Kind.SERVER, backend: origin, pair}) : {};
  part('server').hidden = !ok;
  if (!ok || origin !== address(backend.value)) return;
  const {fingerprint, known, fixed} = value;
  const isChanged = known.length > 0 && !known.includes(fingerprint);
  part('server').classList.toggle('changed', isChanged);
  part('server-text').textContent = isChanged ? (fixed ? NOT_THEIRS : CHANGED) : SHOWN;
  const before = fixed ? 'Den bestämda:' : 'Den förra:';
  const keys = isChanged ? [['Den nya:', fingerprint], [before, known[0]]] : [['Dess fingeravtryck:', fingerprint]];
  part('server-keys').replaceChildren(...keys.flatMap(inGroups));
  part('accept').hidden = !isChanged || fixed;
  part('accept').dataset.key = fingerprint;
}

/** @param {string[]} key its name and fingerprint, as people can compare it */
function inGroups([name, fingerprint]) {
  const [term, value] = ['dt', 'dd'].map((each) => document.createElement(each));
  term.textContent = name;
  value.textContent = fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';
  return [term, value];
}

/** Only a person accepts a key. @param {MouseEvent} event */
async function accept(event) {
  const origin = address(backend.value);
  if (!event.isTrusted || !origin) return;
  await chrome.runtime.sendMessage({kind: Kind.ACCEPT, backend: origin, fingerprint: part('accept').dataset.key});
  say('good', 'Den nya nyckeln gäller. Rutinlots fungerar igen.');
  showServer();
}
