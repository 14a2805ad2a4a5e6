// A small keyed element builder. h() describes an element, patch() makes the page agree with the description and
// touches only what differs, so that focus, caret and scroll survive. Text is text: nothing reads markup from a string.

/** @typedef {{tag: string, key?: string|number, props: Record<string, any>, children: any[]}} Description */

const SVG = 'http://www.w3.org/2000/svg';
const PROPERTIES = new Set(['checked', 'disabled', 'hidden', 'readOnly']);

/** What each element was last drawn with. @type {WeakMap<Node, {key: string, props: Record<string, any>}>} */
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
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}

/**
 * Hear the events of everything drawn inside `root`: one listener per type, handlers looked up where the event passed.
 * @param {Node} root @param {string[]} types @param {AbortSignal} signal
 */
export function listen(root, types, signal) {
  for (const type of types) {
    root.addEventListener(type, (event) => {
      for (const node of event.composedPath()) {
        if (node === root || event.cancelBubble) return;
        drawn.get(/** @type {Node} */ (node))?.props.on?.[type]?.(event);
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
    drawn.set(node, {key, props: {}});
    return;
  }
  const before = drawn.get(node)?.props ?? {};
  drawn.set(node, {key, props: child.props});
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
