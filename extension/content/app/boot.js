// Starts in each Freshdesk page, joined with all it imports into one script (tools/bundle.py), and gives the parts what they need.

import {TAKE_OVER} from '../../messages.js';
import {createClient} from './client.js';
import {start} from './main.js';
import {createPreferences, extensionStorage} from './preferences.js';
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

  const preferences = await createPreferences(extensionStorage());
  if (signal.aborted) return;
  start({
    page: createFreshdesk({document, signal}),
    client: createClient(),
    overlay: (actions) => createOverlay({parent: document.documentElement, actions, signal}),
    preferences,
    signal,
  });
}

boot();
