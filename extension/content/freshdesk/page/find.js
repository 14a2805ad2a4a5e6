/**
 * Finds things on the page by strategies from selectors.json: the first one that answers is used and reported.
 * Open shadow roots are searched too; our own overlay never is.
 *
 * @typedef {{css: string, from: string, within?: string, up?: string}} Strategy
 *   within: only inside the shadow root of such a host; up: the nearest element around the match that fits this
 */

export const OWN = 'rutinlots-overlay';
const WHOLE_MS = 10_000; // between two walks through the whole page for shadow roots: one takes 5 ms at 300 mails
const CHANGING = /:(?!(?:has|not|is|where|(?:first|last|only|nth)-[\w-]+)\b)/; // what may fit by more than elements and attributes
const MOST_ADDED = 200; // elements; a page that has got more is walked through as a whole

/** @param {{document: Document, selectors: Record<string, any>, signal: AbortSignal}} given */
export function createFinder({document, selectors, signal}) {
  /** @type {Record<string, Strategy[]>} */
  let overrides = {};
  let version = 0;
  /** @type {Map<Strategy, Map<Element|null, Element[]>>} what was found, by strategy and area, until the page changes */
  let known = new Map();
  const shadowRoots = createRoots({document, signal, changed: () => (known = new Map())});

  /** Overrides from the backend first. @param {string} name @returns {Strategy[]} */
  const strategies = (name) => [...(overrides[name] ?? []), ...(selectors[name] ?? [])];

  /** One look asks the same many times over. @param {Strategy} strategy @param {Element|null} area @returns {Element[]} */
  function matches(strategy, area) {
    const roots = shadowRoots(); // first: it hears of changes
    if ((area && !area.isConnected) || CHANGING.test(strategy.css)) return asked(strategy, area, roots);
    const mine = known.get(strategy) ?? new Map();
    const found = mine.get(area) ?? asked(strategy, area, roots);
    known.set(strategy, mine.set(area, found));
    return found;
  }

  /** @param {Strategy} strategy @param {Element|null} area @param {ShadowRoot[]} roots @returns {Element[]} */
  function asked({css, within, up}, area, roots) {
    /** @type {Element[]} */
    let found = [];
    const places = area ? [area, ...roots.filter(({host}) => isInside(area, host))] : [document, ...roots];
    for (const place of places) {
      if (within && !('host' in place && place.host.localName === within)) continue;
      found.push(...place.querySelectorAll(css));
    }
    if (up) found = found.map((element) => closestAround(element, up, false)).filter((element) => element !== null);
    return found;
  }

  /**
   * Everything that the first answering strategy of `name` finds, in document order.
   * @param {string} name
   * @param {Element|null} [area] search only inside it
   * @param {(element: Element) => boolean} [fits]
   * @returns {Element[]}
   */
  function all(name, area = null, fits = () => true) {
    for (const strategy of strategies(name)) {
      let found;
      try {
        found = matches(strategy, area).filter(fits);
      } catch {
        continue; // an override that is no selector
      }
      if (found.length) return found;
    }
    return [];
  }

  /**
   * The first of them, rather one that is shown: pages keep hidden copies of their parts.
   * @type {(...of: Parameters<typeof all>) => any}
   */
  function first(name, area = null, fits = () => true) {
    return one(name, area, (element) => isShown(element) && fits(element)) ?? one(name, area, fits);
  }

  /**
   * What `all` gives first, without asking of the others whether they fit.
   * @type {(...of: Required<Parameters<typeof all>>) => any}
   */
  function one(name, area, fits) {
    for (const strategy of strategies(name)) {
      const found = safely(() => matches(strategy, area).find(fits));
      if (found) return found;
    }
    return null;
  }

  return {
    all,
    first,
    /** @type {(...of: Parameters<typeof all>) => Element|null} */
    last: (name, area, fits) => all(name, area, fits).at(-1) ?? null,
    /** The nearest element around `element` that any strategy of `name` names. */
    around(name, element) {
      const css = strategies(name).filter(({within, up}) => !within && !up).map((strategy) => strategy.css);
      for (const one of css) {
        const found = safely(() => closestAround(element, one));
        if (found) return found;
      }
      return null;
    },
    is: (name, element) => strategies(name).some(({css}) => safely(() => element.matches(css))),
    css: (name) => strategies(name).map(({css}) => css).join(', '),
    /** Every value of an attribute that a built-in selector names. @returns {Set<string>} */
    values: () => new Set([...JSON.stringify(selectors).matchAll(/[\w-]+='([^'\]]+)'\]/g)].map(([, value]) => value)),
    /** Every word in the built-in selectors, in lower case. @returns {Set<string>} */
    vocabulary: () => new Set(
      JSON.stringify(Object.values(selectors).filter(Array.isArray).flat().map(({css, within, up}) => [css, within, up]))
      .match(/[A-Z]?[a-z]+/g)?.map((word) => word.toLowerCase())),
    /** Whether any of an element is in a shadow root. @param {Element} element */
    hasRoots: (element) => shadowRoots().some(({host}) => isInside(element, host)),
    /** Another number after each change of the strategies. */
    version: () => version,
    words: (name) => selectors.words[name],
    data: (name) => selectors[name],
    /** @param {Record<string, Strategy[]>|undefined} changed  one that is no selector is left out */
    override(changed) {
      const isSelector = (css) => css === undefined || safely(() => (document.createDocumentFragment().querySelector(css), true));
      const usable = (/** @type {Strategy} */ {css, within, up}) => css && [css, within, up].every(isSelector);
      version += 1;
      overrides = Object.fromEntries(Object.entries(changed ?? {}).map(([name, list]) => [name, list.filter(usable)]));
    },
  };
}

function safely(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

/**
 * The open shadow roots of a page. A walk through all of it is dear, so what has been added is walked through, and elements that
 * may still become more than they are; all of it now and then.
 * @param {{document: Document, signal: AbortSignal, changed: () => void}} given  changed: told of each change of elements and
 *   attributes before the roots are given
 * @returns {() => ShadowRoot[]}
 */
export function createRoots({document, signal, changed}) {
  /** @type {ShadowRoot[]} */
  let roots = [];
  /** @type {Element[]} */
  let added = [];
  /** @type {Element[]} custom elements without a root, which a script may still be on its way for */
  let plain = [];
  let walkedAt = -Infinity;
  let attributes = true; // once something has changed it makes no odds what else does, until the roots are asked for again
  const watch = new MutationObserver(note);
  const observe = (/** @type {Node} */ root) => watch.observe(root, {childList: true, subtree: true, attributes});
  observe(document);
  signal.addEventListener('abort', () => watch.disconnect(), {once: true});

  /** @param {MutationRecord[]} records */
  function note(records) {
    const some = records.filter(({target}) => /** @type {Element} */ (target).localName !== OWN);
    if (!some.length) return;
    changed();
    hear(false);
    for (const {addedNodes} of some) {
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) added.push(/** @type {Element} */ (node));
    }
    if (added.length <= MOST_ADDED) return;
    added = [];
    walkedAt = -Infinity;
  }

  /** @param {boolean} all  attributes too */
  function hear(all) {
    if (attributes === all || signal.aborted) return;
    attributes = all;
    [document, ...roots].forEach(observe);
  }

  /** @param {Document|Element|ShadowRoot} area @param {Set<ShadowRoot>} found */
  function walk(area, found) {
    const elements = [...('shadowRoot' in area ? [area] : []), ...area.querySelectorAll('*')];
    for (const element of elements) {
      if (element.localName === OWN) continue;
      if (element.shadowRoot && !found.has(element.shadowRoot)) {
        found.add(element.shadowRoot);
        walk(element.shadowRoot, found);
      } else if (!element.shadowRoot && element.localName.includes('-')) plain.push(element);
    }
  }

  return () => {
    note(watch.takeRecords());
    hear(true);
    const now = performance.now();
    const isWhole = now - walkedAt > WHOLE_MS;
    const isOld = isWhole || added.length || plain.some(({shadowRoot}) => shadowRoot) || !roots.every(({host}) => host.isConnected);
    if (!isOld) return roots;
    const areas = isWhole ? [document] : [...added, ...plain].filter((element) => element.isConnected);
    if (isWhole) walkedAt = now;
    added = [];
    plain = [];
    const found = new Set(isWhole ? [] : roots.filter(({host}) => host.isConnected));
    for (const area of areas) walk(area, found);
    for (const root of found) if (!roots.includes(root)) observe(root);
    if (roots.length !== found.size || !roots.every((root) => found.has(root))) changed();
    return (roots = [...found]);
  };
}

/** The element around one, out of a shadow root to its host. @param {Element} element @returns {Element|null} */
export const around = (element) => element.parentElement ?? /** @type {any} */ (element.parentNode)?.host ?? null;

/** The host of the shadow root that a node is in; null outside. @param {Node} node @returns {Element|null} */
const hostOf = (node) => /** @type {Partial<ShadowRoot>} */ (node.getRootNode()).host ?? null;

/** Whether an element is the other, or in it, shadow roots included. @param {Node} outer @param {Node|null} inner */
export function isInside(outer, inner) {
  for (let node = inner; node; node = hostOf(node)) {
    if (outer.contains(node)) return true;
  }
  return false;
}

/** `closest`, out of shadow roots too. @param {Element} element @param {string} css @param {boolean} [itself] */
export function closestAround(element, css, itself = true) {
  for (let one = itself ? element : around(element); one; one = hostOf(one)) {
    const found = one.closest(css);
    if (found) return found;
  }
  return null;
}

/** The elements in `area` that fit, in document order, those in open shadow roots where their hosts stand. @returns {Element[]} */
export function inside(area, css) {
  const found = [];
  for (const element of area.querySelectorAll('*')) {
    if (element.localName === OWN) continue;
    if (element.matches(css)) found.push(element);
    if (element.shadowRoot) found.push(...inside(element.shadowRoot, css));
  }
  return found;
}

/** Is it on screen, as far as style goes? */
export const isShown = (element) => element.isConnected && element.checkVisibility({visibilityProperty: true});

const UNSPOKEN = 'button, svg, [aria-hidden="true"]';

/** The words of an element, without those of its buttons, on one line. */
export function words(element) {
  if (!element) return '';
  const hasMore = element.querySelector(UNSPOKEN) !== null; // mostly not: then no copy is made
  const copy = hasMore ? /** @type {Element} */ (element.cloneNode(true)) : element;
  if (hasMore) for (const extra of copy.querySelectorAll(UNSPOKEN)) extra.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The e-mail addresses in a text, in lower case and each once. */
export const addressesIn = (text) => [
  ...new Set((text.match(/[^\s<>,;:"'()[\]]+@[^\s<>,;:"'()[\]]+\.[a-zåäö]{2,}/gi) ?? []).map((found) => found.toLowerCase())),
];
