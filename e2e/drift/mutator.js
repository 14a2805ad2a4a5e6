/**
 * Renders the mock otherwise than it was written: other names, other nesting, copies, shadow roots, late parts. Runs in the
 * page before its own scripts, for addresses with ?drift=SEED. Elements keep their identity and listeners, so the page
 * works on; what it needs by name (KEPT) is left alone, and so is all that is written in the editor.
 * Every choice is a hash of the seed and of what it is about: the same seed gives the same page, in whatever order it comes.
 */
(() => {
  const seed = new URLSearchParams(location.search).get('drift');
  if (seed === null) return;

  const chance = (...about) => {
    let hash = 2166136261;
    for (const character of [seed, ...about].join('|')) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
    hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  };
  const among = (list, ...about) => list[Math.floor(chance(...about) * list.length)];
  const name = (...about) => `x${Math.floor(chance(...about) * 2 ** 31).toString(36)}`;

  const STYLE = among(['few', 'few', 'some', 'some', 'storm'], 'style');
  const NAMES = {few: 0.05, some: 0.3, storm: 0.85}[STYLE]; // share of names that are others
  const MOVES = {few: 0.05, some: 0.15, storm: 0.3}[STYLE]; // share of parts that are moved about
  const LATE_NAMES = chance('late names') < 0.2 ? 200 + chance('how late') * 2500 : 0; // ms until names change

  const KEPT = /^(?:nucleus-.*-wormhole|ember-basic-dropdown-wormhole|breadcrumb|fr-quoted-marker.*)$/;
  const HOOKS = /^(?:class|id|role|name|title|aria-(?!hidden)[a-z]+|data-.*)$/;
  const PARTS = {
    openReply: '[data-test-email-action], [data-test-email-action-btn=reply], [data-test-id=ticket-action-reply]',
    openForward: '[data-test-actions=forward], [data-test-id=ticket-action-forward]',
    openNote: '[data-test-note-action], [data-test-email-action-btn=note], [data-test-id=ticket-action-note]',
    toRow: '.ticket-action__fields:has(input[aria-label=Till])', ccRow: '.ticket-action__fields:has(input[aria-label=Kopia])',
    bccRow: '.ticket-action__fields:has(input[aria-label="Hemlig kopia"])', fromRow: '.ticket-action__fields:has(.ticket-action__sender)',
    notifyBox: '[data-test-notify-to]', showCopies: '.show-copies',
    editor: '.fr-element', editorBox: '.fr-box', editorBody: '.ticket-editor__bodytext', composer: '.ticket-editor', frame: '.rich-editor',
    addresses: '.ticket-action__addresses', addressRow: '.ticket-action__fields', addressBox: '.ember-power-select-multiple-trigger',
    pill: '.ember-power-select-multiple-option', send: '#send-and-set', arrow: '.send-and-set-trigger', sendBox: '.reply-btn-wrapper',
    actions: '.ticket-editor__actions', footer: '.ticket-editor__footer', sendList: '.send-and-set-list', sendItem: '.send-and-set-item',
    thread: '.ticket-thread', original: '[data-test-id=ticket-description]', message: '[data-album^=note_]',
    body: '[data-test-id=conversation-content]', author: '[data-test-id=user-name]', time: '[data-test-id=time-info]',
    properties: '.ticket-properties-wrapper', sidebar: '.ticket-sidebar-sticky', field: '.__ui-form__select-field',
    select: '.power-select', control: '.ember-power-select-trigger', label: '.label-field', chosen: '.ember-power-select-selected-item',
    save: '.ticket-details-submit', heading: '.ticket-subject-heading', contact: '.info-details-widget', crumb: '.breadcrumb__item',
  };
  const USED = {toField: 'input[aria-label=Till]', bccField: 'input[aria-label="Hemlig kopia"]', closing: '.send-and-set-item[data-test-link="5"]'};
  const FRAGILE = new Set(['editor', 'pill', 'sendItem', 'chosen', 'arrow', 'send']); // the page holds on to where they are
  const WORDED = new Set(['send', 'sendItem', 'save']); // what they say is changed now and then, as another language would
  const LISTS = new Set(['addresses', 'footer', 'actions', 'sendList', 'thread', 'properties', 'sidebar', 'frame', 'composer', 'editorBox']);
  const EDITABLE = ['', 'TRUE', 'plaintext-only'];
  const MOVE = ['wrap', 'wrap', 'wrap deep', 'shadow', 'hidden copy', 'visible copy', 'first', 'last', 'late', 'turned about'];

  /** The mock's random choices per page load come from the mutant's seed. */
  const fetched = globalThis.fetch;
  globalThis.fetch = async (...given) => {
    const answer = await fetched(...given);
    if (!String(given[0]).endsWith('/bootstrap/me')) return answer;
    const settings = await answer.json();
    settings.settings.seed = Math.floor(chance('page') * 2 ** 31);
    return Response.json(settings);
  };

  const done = new WeakSet();
  const roots = new WeakSet();
  const parts = {};
  const log = [`style ${STYLE}`, LATE_NAMES ? `names change after ${Math.round(LATE_NAMES)} ms` : ''].filter(Boolean);
  const logged = new Set();
  let pending = 0; // changes that are still to come
  function later(ms, change) {
    pending += 1;
    setTimeout(() => {
      pending -= 1;
      change();
    }, ms);
  }
  const tell = (text) => logged.has(text) || (logged.add(text), log.push(text));
  globalThis.drift = {
    log,
    isDone: () => pending === 0,
    /** The element that was that part, wherever it is and whatever it is called now. */
    part: (which) => parts[which]?.findLast((element) => element.isConnected && element.checkVisibility()) ?? null,
  };

  const inEditor = (element) => element.parentElement?.closest('[contenteditable]');

  function rename(element) {
    for (const {name: attribute, value} of [...element.attributes]) {
      if (!HOOKS.test(attribute) || element.localName === 'link') continue;
      if (attribute === 'class') {
        element.setAttribute('class', value.split(/\s+/).filter(Boolean).map((token) => renamed('.', token)).filter(Boolean).join(' '));
      } else if (attribute === 'id') {
        if (!KEPT.test(value) && renamed('#', value) !== value) element.id = renamed('#', value);
      } else if (chance('attribute', attribute) < NAMES / 2) {
        tell(`without ${attribute}`);
        element.removeAttribute(attribute);
      } else if (attribute.startsWith('data-') && chance('other attribute', attribute) < NAMES / 3) {
        const now = `data-${name('attribute', attribute)}`;
        tell(`${attribute} → ${now}`);
        element.setAttribute(now, value);
        element.removeAttribute(attribute);
      } else if (attribute.startsWith('data-') && value) {
        const now = renamed(`${attribute}=`, value);
        if (now !== value) element.setAttribute(attribute, now);
      }
    }
    if (element.isContentEditable && chance('contenteditable') < NAMES) {
      const now = among(EDITABLE, 'how editable');
      tell(`contenteditable="${now}"`);
      element.setAttribute('contenteditable', now);
    }
  }
  function renamed(kind, token) {
    if (KEPT.test(token) || chance(kind, token) >= NAMES) return token;
    const now = chance('gone', kind, token) < 0.4 ? '' : name('name', kind, token);
    if (Object.values(PARTS).some((css) => css.includes(token))) tell(`${kind}${token} → ${now || 'gone'}`);
    return now;
  }

  function move(element, part) {
    if (chance('move', part) >= MOVES || !element.parentNode) return;
    const how = WORDED.has(part) && chance('reword', part) < 0.4 ? 'other words' : among(MOVE, 'how', part);
    if (FRAGILE.has(part) && ['late', 'shadow', 'visible copy'].includes(how)) return;
    tell(`${part}: ${how}`);
    if (how === 'wrap') wrap(element, 1 + Math.floor(chance('deep', part) * 3), part);
    else if (how === 'wrap deep') wrap(element, 10, part);
    else if (how === 'shadow') shadow(element);
    else if (how === 'hidden copy') copy(element, true);
    else if (how === 'visible copy') copy(element, ['editorBox', 'editorBody', 'composer', 'frame'].includes(part));
    else if (how === 'other words') reword(element);
    else if (how === 'first') element.parentNode.prepend(element);
    else if (how === 'last') element.parentNode.append(element);
    else if (how === 'turned about' && LISTS.has(part)) element.append(...[...element.children].reverse());
    else if (how === 'turned about') element.parentNode.prepend(element);
    else late(element, 200 + chance('late', part) * 2000);
  }
  function made(tag) {
    const element = document.createElement(tag);
    done.add(element);
    return element;
  }
  function wrap(element, levels, part) {
    for (let level = 0; level < levels; level += 1) {
      const around = made(among(['div', 'section', 'x-part', 'span'], 'tag', part, level));
      if (chance('named', part, level) < 0.5) around.className = name('around', part, level);
      element.replaceWith(around);
      around.append(element);
    }
  }
  function shadow(element) {
    const host = made('x-island');
    element.replaceWith(host);
    const root = host.attachShadow({mode: 'open'});
    root.append(element);
    observe(root);
  }
  function copy(element, hidden) {
    const twin = element.cloneNode(true);
    for (const one of [twin, ...twin.querySelectorAll('*')]) {
      done.add(one);
      if (one.hasAttribute('contenteditable') && !hidden) one.setAttribute('contenteditable', 'false');
      if (one.localName === 'a') one.removeAttribute('href'); // a copy is dead: it must not reload the page
    }
    if (hidden) twin.hidden = true;
    if (hidden) twin.style.display = 'none';
    element.before(twin);
  }
  function reword(element) {
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replace(/[A-Za-zÅÄÖåäö]/g, (letter) => (letter > 'm' ? 'k' : 'v'));
  }
  function late(element, ms) {
    const place = made('i');
    element.replaceWith(place);
    later(ms, () => place.replaceWith(element));
  }

  function render(area) {
    const fresh = [area, ...area.querySelectorAll('*')].filter((element) => {
      if (!(element instanceof Element) || done.has(element) || element.closest('rutinlots-overlay, head')) return false;
      return element !== document.body && element !== document.documentElement && !inEditor(element);
    });
    const found = [];
    for (const element of fresh) {
      done.add(element);
      if (element.shadowRoot) observe(element.shadowRoot);
      for (const [part, css] of Object.entries(PARTS)) {
        if (!element.matches(css)) continue;
        (parts[part] ??= []).push(element);
        found.push([element, part]);
      }
      for (const [part, css] of Object.entries(USED)) if (element.matches(css)) (parts[part] ??= []).push(element);
      if (element.matches('.show-copy') && element.textContent === 'Hemlig kopia') (parts.bccShower ??= []).push(element);
    }
    const copiesFirst = chance('copies keep names') < 0.5;
    const names = () => fresh.forEach(rename);
    if (!copiesFirst && !LATE_NAMES) names();
    for (const [element, part] of found) move(element, part);
    if (LATE_NAMES) later(LATE_NAMES, names);
    else if (copiesFirst) names();
    for (const element of fresh) if (element.shadowRoot) render(element.shadowRoot);
  }

  const seen = new MutationObserver((records) => {
    for (const {addedNodes} of records) for (const node of addedNodes) if (node instanceof Element && node.isConnected) render(node);
  });
  function observe(root) {
    if (roots.has(root)) return;
    roots.add(root);
    seen.observe(root, {childList: true, subtree: true});
  }
  observe(document);
})();
