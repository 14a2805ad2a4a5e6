// Starts on the server's page of replies, /svar, joined with what it imports into canned.js: has them read in Freshdesk.

import {Kind} from '../../messages.js';
import {collect} from './collect.js';

/** @type {Record<string, string>} */
const FAULTS = {
  closed: 'Öppna er Freshdesk i en annan flik, logga in där och tryck sedan här igen. Är den redan öppen, ladda om den.',
  several: 'Fler än en Freshdesk är öppen. Stäng dem som inte ska läsas och tryck här igen.',
  'logged-out': 'Du är inte inloggad i Freshdesk. Logga in där i en annan flik och tryck sedan här igen.',
  forbidden: 'Din inloggning får inte läsa standardsvaren i Freshdesk. Be en administratör hämta dem.',
  empty: 'Freshdesk visar inga delade standardsvar för dig. Be en administratör hämta dem.',
  busy: 'Freshdesk har mycket att göra just nu. Vänta några minuter och tryck sedan här igen.',
  refused: 'Tillägget arbetar med en annan server än den här. Adressen står i tilläggets inställningar.',
  gone: 'Tillägget har uppdaterats. Ladda om sidan och försök igen.',
  'other-server': 'Freshdesk svarade något som inte går att läsa. Inget är hämtat.',
  offline: 'Freshdesk svarade inte. Inget är hämtat. Försök igen om en stund.',
};

/** @typedef {import('../../messages.js').Answer} Answer */

/** @param {object} about @returns {Promise<any>} the worker's answer; throws what has a why */
async function ask(about) {
  /** @type {Answer|undefined} */
  const answer = await chrome.runtime?.sendMessage({kind: Kind.CANNED, ...about}).catch(() => undefined);
  if (!answer) throw {why: chrome.runtime?.id ? 'offline' : 'gone'};
  if (!answer.ok) throw answer;
  return answer.value;
}

/** The replies as a file, packed: a server takes no more than a few megabytes at once. @param {object[]} responses */
async function file(responses) {
  const packing = new Blob([JSON.stringify(responses)]).stream().pipeThrough(new CompressionStream('gzip'));
  const files = new DataTransfer();
  files.items.add(new File([await new Response(packing).arrayBuffer()], 'svar.json.gz'));
  return files.files;
}

const pause = (/** @type {number} */ ms) => /** @type {Promise<void>} */ (new Promise((resolve) => setTimeout(resolve, ms)));

/** @param {HTMLFormElement} form */
function begin(form) {
  const [host, responses] = ['host', 'responses'].map((name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
  const status = /** @type {HTMLElement} */ (form.querySelector('[role="status"]'));
  const say = (/** @type {string} */ text) => (status.textContent = text);

  /** @param {import('./collect.js').Progress} now */
  function progress(now) {
    if ('waits' in now) say(`Freshdesk ber om en paus på ${Math.ceil(now.waits / 1000)} sekunder. Låt sidan vara öppen.`);
    else say(`Läser mappen ${now.folder} (${now.number} av ${now.of}) …`);
  }

  async function read() {
    button.disabled = true;
    say('Letar efter er Freshdesk …');
    try {
      host.value = (await ask({})).host;
      const get = (/** @type {string} */ path) => ask({host: host.value, path});
      responses.files = await file(await collect({get, pause, progress}));
      say('Sparar …');
      form.submit();
    } catch (error) {
      say(FAULTS[/** @type {any} */ (error).why] ?? FAULTS['other-server']);
      button.disabled = false;
    }
  }

  // A script of the page can't start it, only the lead.
  button.addEventListener('click', (event) => event.isTrusted && read());
  /** @type {HTMLElement} */ (form.querySelector('[data-without-extension]')).hidden = true;
  button.hidden = false;
}

const form = document.getElementById('fran-freshdesk');
if (form instanceof HTMLFormElement) begin(form);
