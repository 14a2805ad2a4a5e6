/** Addresses to pages, the way a single-page app does it: the address first, the content a good while later. */

import {base, has, leftPage, pause} from './session.js';

const routes = [];
let leave = new AbortController();
let outlet = null;

/**
 * @param {RegExp} pattern
 * @param {(outlet: Element, parts: string[], signal: AbortSignal) => Promise<string>} show gives the title
 */
export const route = (pattern, show) => routes.push({pattern, show});

export function startAt(element) {
  outlet = element;
  addEventListener('popstate', () => go('navigation'));
  return go(null);
}

/** Goes to another page of the app. The old page stays on screen until the new one has come. */
export function navigate(path) {
  history.pushState({}, '', base + path);
  return go('navigation');
}

/** A click on a link of the app stays in the app. */
export function followLinks(event) {
  const link = event
    .composedPath()
    .find((node) => node instanceof HTMLAnchorElement && node.getAttribute('href')?.startsWith(`${base}/a/`));
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(link.getAttribute('href').slice(base.length));
}

async function go(delay) {
  const before = leave;
  leave = new AbortController();
  const {signal} = leave;
  const path = location.pathname.slice(base.length);
  const found = routes.map(({pattern, show}) => ({parts: pattern.exec(path), show})).find(({parts}) => parts);
  try {
    if (delay) await pause(has('lingering-page') ? 'lingering' : delay, signal);
    const page = document.createDocumentFragment();
    const title = found ? await found.show(page, found.parts.slice(1), signal) : 'Sidan finns inte';
    if (signal.aborted) return;
    before.abort();
    outlet.replaceChildren(page);
    setTimeout(() => {
      if (!signal.aborted) document.title = title;
    }, 40);
  } catch (error) {
    before.abort();
    if (!leftPage(error)) throw error;
  }
}
