// A small keyed element builder. h() describes an element, patch() makes the page agree with the description and
// touches only what differs, so that focus, caret and scroll survive. Text is text: nothing reads markup from a string.

/** @typedef {(event: any) => void} Handler */
/** @typedef {{tag: string, key?: string|number, props: Record<string, any>, children: any[]}} Description */

const SVG = 'http://www.w3.org/2000/svg';
const PROPERTIES = new Set(['checked', 'disabled', 'hidden', 'readOnly']);

/**
 * What each element was last drawn with, and what it does now.
 * @type {WeakMap<Node, {key: string, props: Record<string, any>, on: Record<string, Handler>}>}
 */
const drawn = new WeakMap();

/**
 * Describe an element.
 * @param {string} tag
 * @param {Record<string, any>|null} [props] attributes; `key` among siblings, `on` {event: handler}
 * @param {...any} children descriptions, texts, arrays of these; null and false draw nothing but keep their place
 * @returns {Description}
 */
export const h = (tag, props, ...children) => ({tag, key: props?.key, props: props ?? {}, children});

/** Make `parent` hold exactly `children`. @param {ParentNode & Node} parent @param {any[]} children */
export function patch(parent, children) {
  const before = new Map([...parent.childNodes].map((node) => [drawn.get(node)?.key, node]));
  const nodes = flatten(children).map(({key, child}) => {
    const have = before.get(key);
    const node = have && fits(have, child) ? have : create(parent, child);
    if (node === have) before.delete(key);
    draw(node, key, child);
    return node;
  });
  for (const gone of before.values()) gone.remove();
  place(parent, nodes);
}

/**
 * Let what is drawn in `parent` do what `children` say, and change nothing that can be seen; what isn't among them does
 * nothing more. For the time when the page must stand still.
 * @param {ParentNode & Node} parent @param {any[]} children
 */
export function rebind(parent, children) {
  const now = new Map(flatten(children).map(({key, child}) => [key, child]));
  for (const node of parent.childNodes) {
    const was = drawn.get(node);
    if (!was || node.nodeType !== Node.ELEMENT_NODE) continue;
    const child = now.get(was.key);
    const same = child !== undefined && fits(node, child) && isElement(child);
    was.on = same ? child.props.on ?? {} : {};
    rebind(/** @type {Element} */ (node), same ? child.children : []);
  }
}

/** In their order, but never moving the one that has focus: a field that is moved loses it, and what is being composed. */
function place(parent, nodes) {
  const focus = parent.getRootNode().activeElement;
  const still = Math.max(0, focus ? nodes.findIndex((node) => node.contains(focus)) : 0);
  if (nodes.length > 0 && nodes[still].parentNode !== parent) parent.prepend(nodes[still]);
  for (let at = still - 1; at >= 0; at--) {
    if (nodes[at].nextSibling !== nodes[at + 1]) parent.insertBefore(nodes[at], nodes[at + 1]);
  }
  for (let at = still + 1; at < nodes.length; at++) {
    if (nodes[at].previousSibling !== nodes[at - 1]) nodes[at - 1].after(nodes[at]);
  }
}

/**
 * Hear the events of everything drawn inside `root`: one listener per type, handlers looked up where the event passed.
 * What a script makes up does nothing: only what the agent does counts.
 * @param {Node} root @param {string[]} types @param {AbortSignal} signal @param {boolean} [scripted] scripts' events count too
 */
export function listen(root, types, signal, scripted = false) {
  for (const type of types) {
    root.addEventListener(type, (event) => {
      if (!event.isTrusted && !scripted) return;
      for (const node of event.composedPath()) {
        if (node === root || event.cancelBubble) return;
        drawn.get(/** @type {Node} */ (node))?.on[type]?.(event);
      }
    }, {signal});
  }
}

/** Children in order, each with a key that is its own or its place, so that a missing neighbour moves nothing. */
function flatten(children, path = '', into = [], taken = new Set()) {
  children.forEach((child, index) => {
    if (child === null || child === undefined || child === false) return;
    if (Array.isArray(child)) {
      flatten(child, `${path}${index}.`, into, taken);
      return;
    }
    let key = child.key === undefined ? `${path}${index}` : `=${child.key}`;
    while (taken.has(key)) key += '+';
    taken.add(key);
    into.push({key, child});
  });
  return into;
}

const isElement = (child) => typeof child === 'object';

const fits = (node, child) => (isElement(child) ? node.localName === child.tag : node.nodeType === Node.TEXT_NODE);

function create(parent, child) {
  if (!isElement(child)) return document.createTextNode('');
  const namespace = child.tag === 'svg' || parent.namespaceURI === SVG ? SVG : 'http://www.w3.org/1999/xhtml';
  return document.createElementNS(namespace, child.tag);
}

function draw(node, key, child) {
  if (!isElement(child)) {
    if (node.data !== String(child)) node.data = String(child);
    drawn.set(node, {key, props: {}, on: {}});
    return;
  }
  const before = drawn.get(node)?.props ?? {};
  drawn.set(node, {key, props: child.props, on: child.props.on ?? {}});
  for (const name of Object.keys(before)) if (!(name in child.props)) set(node, name, null);
  for (const [name, value] of Object.entries(child.props)) set(node, name, value);
  patch(node, child.children);
}

function set(element, name, value) {
  if (name === 'key' || name === 'on') return;
  if (name === 'value') setValue(element, value ?? '');
  else if (PROPERTIES.has(name)) element[name] = value ?? false;
  else if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

/** A field belongs to whoever writes in it: it is never rewritten under the caret. */
function setValue(field, value) {
  if (field.value === value) return;
  if (!field.readOnly && field.getRootNode().activeElement === field) return;
  field.value = value;
}
