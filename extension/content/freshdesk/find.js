/**
 * Finds things on the page by strategies from selectors.json: the first one that answers is used and reported.
 * Open shadow roots are searched too; our own overlay never is.
 *
 * @typedef {{css: string, from: string, within?: string, up?: string}} Strategy
 *   within: only inside the shadow root of such a host; up: the nearest element around the match that fits this
 */

export const OWN = 'rutinlots-overlay';
const ROOTS_MS = 200; // walking the whole page for shadow roots is dear; they rarely change

/** @param {{document: Document, selectors: Record<string, any>}} given */
export function createFinder({document, selectors}) {
  /** @type {Record<string, Strategy[]>} */
  let overrides = {};
  /** @type {ShadowRoot[]} */
  let roots = [];
  let rootsAt = -Infinity;

  function shadowRoots() {
    if (performance.now() - rootsAt > ROOTS_MS) {
      roots = [...openRoots(document)];
      rootsAt = performance.now();
    }
    return roots;
  }

  /** Overrides from the backend first. @param {string} name @returns {Strategy[]} */
  const strategies = (name) => [...(overrides[name] ?? []), ...(selectors[name] ?? [])];

  /** @param {Strategy} strategy @param {Element|null} area @returns {Element[]} */
  function matches({css, within, up}, area) {
    /** @type {Element[]} */
    let found = [];
    const places = area ? [area, ...shadowRoots().filter(({host}) => isInside(area, host))] : [document, ...shadowRoots()];
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
    return all(name, area, (element) => isShown(element) && fits(element))[0] ?? all(name, area, fits)[0] ?? null;
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
    words: (name) => selectors.words[name],
    data: (name) => selectors[name],
    /** @param {Record<string, Strategy[]>|undefined} changed  one that is no selector is left out */
    override(changed) {
      const isSelector = (css) => css === undefined || safely(() => (document.createDocumentFragment().querySelector(css), true));
      const usable = (/** @type {Strategy} */ {css, within, up}) => css && [css, within, up].every(isSelector);
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

function* openRoots(root) {
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot && element.localName !== OWN) {
      yield element.shadowRoot;
      yield* openRoots(element.shadowRoot);
    }
  }
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

/** The words of an element, without those of its buttons, on one line. */
export function words(element) {
  if (!element) return '';
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const extra of copy.querySelectorAll('button, svg, [aria-hidden="true"]')) extra.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The e-mail addresses in a text, in lower case and each once. */
export const addressesIn = (text) => [
  ...new Set((text.match(/[^\s<>,;:"'()[\]]+@[^\s<>,;:"'()[\]]+\.[a-zåäö]{2,}/gi) ?? []).map((found) => found.toLowerCase())),
];
