/** "Är det här er Freshdesk?", asked before anything else starts, in a Freshdesk that neither policy nor settings name. */

import {h, listen, patch} from '../overlay/parts/element.js';
import palette from '../overlay/palette.css' with {type: 'css'};

const STYLE = `
:host {
  all: initial !important; position: fixed !important; inset: auto 16px 16px auto !important; z-index: 2147483647 !important;
  width: 320px !important; max-width: calc(100vw - 32px) !important;
}
section { box-sizing: border-box; padding: 16px; border: 1px solid var(--line-strong); border-radius: 12px;
  background: var(--surface); color: var(--ink); box-shadow: 0 8px 28px rgb(0 0 0 / 22%);
  font: 400 14px/1.429 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
h2 { margin: 0 0 4px; font: inherit; font-weight: 600; }
p { margin: 0 0 12px; overflow-wrap: anywhere; }
button { min-height: 34px; margin-inline-end: 8px; padding: 4px 14px; border: 1px solid var(--line-strong); border-radius: 8px;
  background: transparent; color: inherit; font: inherit; font-weight: 550; cursor: pointer; }
button.yes { border-color: transparent; background: var(--accent); color: var(--on-accent); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

/**
 * @param {{parent: Element, host: string, inspectable: boolean, signal: AbortSignal}} given  host: the page's
 * @returns {Promise<boolean>} what the agent clicked; never ends without a click
 */
export function askTenant({parent, host, inspectable, signal}) {
  const element = document.createElement('rutinlots-question');
  element.lang = 'sv';
  const root = element.attachShadow({mode: inspectable ? 'open' : 'closed'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [palette, sheet];
  signal.addEventListener('abort', () => element.remove(), {once: true});
  return new Promise((resolve) => {
    const says = (/** @type {boolean} */ isOurs) => () => {
      element.remove();
      resolve(isOurs);
    };
    patch(root, [h('section', {role: 'region', 'aria-labelledby': 'question'},
      h('h2', {id: 'question'}, 'Är det här er Freshdesk?'),
      h('p', null, `Rutinlots fungerar bara i den som ni själva använder: ${host}. Du får frågan en gång.`),
      h('button', {type: 'button', class: 'yes', on: {click: says(true)}}, 'Ja, det är vår'),
      h('button', {type: 'button', on: {click: says(false)}}, 'Nej'))]);
    listen(root, ['click'], signal);
    parent.append(element);
  });
}
