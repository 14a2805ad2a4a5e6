// What is told in a line, and what a screen reader hears when things have changed.

import {statusLine} from './panel/panel.js';
import {h} from './parts/element.js';
import {icon} from './parts/icons.js';

const SETTLED = 900; // ms without change before a screen reader is told
const SIGNS = {success: 'quiet', error: 'block', info: 'hint'};

/** @param {any} state */
export function notices({notice, alarm}) {
  const toast = ({kind, text}) => h('p', {class: `toast ${kind}`}, icon(SIGNS[kind]), h('span', null, text));
  const place = (role, said) => h('div', {key: role, role}, said ? toast(said) : null);
  return h('div', {key: 'notices', id: 'notices', class: 'notices'}, place('alert', alarm), place('status', notice));
}

/** Says how things are when it has been so for a moment, and never the same thing twice. */
export function announcer(signal, say) {
  let said = '';
  let timer = 0;
  signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
  return (state) => {
    clearTimeout(timer);
    const line = state.status === 'checking' || state.dialog ? said : statusLine(state);
    if (line === said || signal.aborted) return;
    timer = setTimeout(() => {
      said = line;
      say(line);
    }, SETTLED);
  };
}
