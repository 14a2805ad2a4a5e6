/** Building the page. What this app makes is remembered, so that a rendering can wipe what others put in between. */

import {base} from './session.js';

const own = new WeakSet();
const STYLES = document.querySelector('link[rel="stylesheet"]').getAttribute('href');
let embers = 100;

/**
 * An element. `on` is a map of listeners; a link within the account gets the account's address before it; the class ember-view gets it Ember's volatile id; an attribute that is null or
 * false is left out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|null|undefined|Node[])} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  own.add(element);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === 'href' && String(value).startsWith('/a/')) element.setAttribute(name, base + value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  if (element.classList.contains('ember-view') && !element.id) element.id = `ember${(embers += 3)}`;
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

const PATHS = {
  reply: 'M7 4 2 8l5 4V9.5c4 0 6 .7 7 3 0-4-2-6-7-6z',
  note: 'M3 2h10v8l-4 4H3zM13 10H9v4',
  forward: 'M9 4l5 4-5 4V9.5c-4 0-6 .7-7 3 0-4 2-6 7-6z',
  close: 'M2.5 8.5l3.5 3.5 7.5-8',
  merge: 'M4 2v4l4 3v5M12 2v4L8 9',
  trash: 'M3 4h10M6 4V2h4v2M4 4l.7 10h6.6L12 4',
  more: 'M8 3v.1M8 8v.1M8 13v.1',
  star: 'M8 1.8l1.9 4 4.3.5-3.2 3 .9 4.4L8 11.5l-3.9 2.2.9-4.4-3.2-3 4.3-.5z',
  mail: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5',
  search: 'M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2zM10.7 10.7 14 14',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1.5 1.5h-11zM6.8 14h2.4',
  plus: 'M8 3v10M3 8h10',
  clip: 'M12.5 7.5 7.6 12.4a3 3 0 0 1-4.2-4.2l5.6-5.6a2 2 0 0 1 2.9 2.9L6.3 11a1 1 0 0 1-1.4-1.4l4.6-4.7',
  canned: 'M1.5 2.5h13v8.5H8l-3.5 3v-3h-3zM8 4l.8 1.7 1.8.2-1.4 1.2.4 1.8L8 8l-1.6.9.4-1.8-1.4-1.2 1.8-.2z',
  dashboard: 'M2 9a6 6 0 0 1 12 0v3H2zM8 9l3-3',
  tickets: 'M2 3h12v3a2 2 0 0 0 0 4v3H2v-3a2 2 0 0 0 0-4zM9 3v10',
  contacts: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM2.5 14c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5',
  social: 'M2 3h12v8H8l-3 3v-3H2z',
  book: 'M3 2h8a2 2 0 0 1 2 2v10H5a2 2 0 0 1-2-2zM6 5h4M6 8h4',
  chart: 'M3 13V8M8 13V3M13 13V6',
  gear: 'M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM8 1.5v2m0 9v2M1.5 8h2m9 0h2M3.4 3.4l1.4 1.4m6.4 6.4 1.4 1.4m-9.2 0 1.4-1.4m6.4-6.4 1.4-1.4',
  phone: 'M4 2l2.5 3-1.3 1.8a9 9 0 0 0 4 4L11 9.5l3 2.5-1.5 2C7 14 2 9 2 3.5z',
  company: 'M3 14V2h7v12M10 6h3v8M2 14h12M5.5 5h2M5.5 8h2M5.5 11h2',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 5v3.5l2.5 1.5',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  down: 'M4 6l4 4 4-4',
  left: 'M10 3 5 8l5 5',
  right: 'M6 3l5 5-5 5',
  cross: 'M4 4l8 8M12 4l-8 8',
  filter: 'M2 3h12l-4.5 5.5V14l-3-1.5v-4z',
  sort: 'M5 3v10M2.5 10.5 5 13l2.5-2.5M11 13V3M8.5 5.5 11 3l2.5 2.5',
};

/** A drawn icon, 16 × 16. @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `app-icon app-icon--${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  own.add(svg);
  own.add(path);
  return svg;
}

/** A button that shows only an icon. @param {keyof typeof PATHS} name @param {string} label */
export function iconButton(name, label, attributes = {}) {
  const named = {type: 'button', title: label, 'aria-label': label};
  return h('button', {...named, ...attributes, class: `app-icon-btn ${attributes.class ?? ''}`}, icon(name));
}

/** A mail's HTML as nodes, with all that could run taken out. @param {string} html */
export function mail(html) {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  for (const element of body.querySelectorAll('script, style, iframe, object, embed, form, link, meta, base'))
    element.remove();
  for (const element of body.querySelectorAll('*')) {
    for (const {name, value} of [...element.attributes]) {
      if (name.startsWith('on') || /^\s*javascript:/i.test(value)) element.removeAttribute(name);
    }
  }
  const nodes = document.createDocumentFragment();
  nodes.append(...[...body.childNodes].map((node) => document.importNode(node, true)));
  for (const element of nodes.querySelectorAll('*')) own.add(element);
  return nodes;
}

/** Removes from `area` every element this app did not make, as Ember does when it re-renders. Editors keep theirs. */
export function wipeForeign(area) {
  for (const element of area.querySelectorAll('*')) {
    if (!own.has(element) && !element.closest('.fr-element')) element.remove();
  }
}

/** A custom element with an open shadow root that has the app's style. @param {...Node} children */
export function shadowed(tag, attributes, ...children) {
  const host = h(tag, attributes);
  host
    .attachShadow({mode: 'open'})
    .append(h('link', {rel: 'stylesheet', href: STYLES}), ...children);
  return host;
}
