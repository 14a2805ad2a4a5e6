// Starts in each Freshdesk page, joined with all it imports into one script (tools/bundle.py), and gives the parts what they need.

import {TAKE_OVER} from '../../messages.js';
import {createClient} from './backend/client.js';
import {start} from './main.js';
import {createPreferences} from './state/preferences.js';
import {askTenant} from './tenant.js';
import {answerCanned} from '../freshdesk/canned.js';
import {createFreshdesk} from '../freshdesk/index.js';
import {createOverlay} from '../overlay/overlay.js';

async function boot() {
  document.dispatchEvent(new CustomEvent(TAKE_OVER)); // an older copy in this page dies, and so does this one in its turn
  const world = /** @type {any} */ (globalThis); // of this extension's scripts in this page
  if (world.rutinlotsRuns) return; // the address is among the manifest's and among the company's own
  world.rutinlotsRuns = true;
  const life = new AbortController();
  const {signal} = life;
  // The page can say so too: only a copy whose extension has been replaced gives way.
  document.addEventListener(TAKE_OVER, () => chrome.runtime?.id || life.abort(), {signal});

  const client = createClient();
  const [told, known] = await Promise.all([greeted(client), createPreferences(client)]);
  const {works, inspectable} = told.ok ? told.value : {};
  const parent = document.documentElement;
  if (!(works === 'yes' || (works === 'ask' && (await isAnswered({client, parent, inspectable, signal}))))) return;
  const preferences = works === 'yes' ? known : await createPreferences(client); // nothing is told before the answer
  if (signal.aborted) return;
  answerCanned(signal);
  start({
    page: createFreshdesk({document, signal}),
    client,
    overlay: (actions, keys) => createOverlay({parent, actions, keys, inspectable, signal}),
    preferences,
    signal,
  });
}

/** For as long as it takes: a browser that starts has much to do. @param {import('./backend/client.js').Client} client */
async function greeted(client) {
  const told = await client.hello();
  return told.ok || told.why === 'gone' ? told : greeted(client);
}

/** @param {{client: import('./backend/client.js').Client, parent: Element, inspectable: boolean, signal: AbortSignal}} given */
async function isAnswered({client, parent, inspectable, signal}) {
  const isOurs = await askTenant({parent, host: location.hostname, inspectable, signal});
  const answer = await client.tenant(isOurs);
  return answer.ok && answer.value.works === 'yes';
}

boot();
