// A classic script, because manifests can't name modules: it starts the modules and gives them what they need.
(async () => {
  const TAKE_OVER = 'rutinlots:take-over'; // messages.js: an older copy in this page dies, and so does this one in its turn
  document.dispatchEvent(new CustomEvent(TAKE_OVER));
  const world = /** @type {any} */ (globalThis); // of this extension's scripts in this page
  if (world.rutinlotsRuns) return; // the address is among the manifest's and among the company's own
  world.rutinlotsRuns = true;
  const life = new AbortController();
  const {signal} = life;
  // The page can say so too: only a copy whose extension has been replaced gives way.
  document.addEventListener(TAKE_OVER, () => chrome.runtime?.id || life.abort(), {signal});

  const load = (path) => import(chrome.runtime.getURL(`content/${path}`));
  const [{start}, {createClient}, {createPreferences, extensionStorage}, {createFreshdesk}, {createOverlay}] = await Promise.all(
    ['app/main.js', 'app/client.js', 'app/preferences.js', 'freshdesk/index.js', 'overlay/overlay.js'].map(load),
  );
  const preferences = await createPreferences(extensionStorage());
  if (signal.aborted) return;
  start({
    page: createFreshdesk({document, signal}),
    client: createClient(),
    overlay: (actions) => createOverlay({parent: document.documentElement, actions, signal}),
    preferences,
    signal,
  });
})();
