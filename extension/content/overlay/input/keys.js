// The keyboard's ways into the panel, through it and back to the page.

import {inOrder} from '../parts/finding.js';
import {remember} from './focus.js';

const STOPS = 'article, #guide, #log, .section-toggle, #snippet-search, .snippet-head .button'; // what the arrow keys go between
const TAKES_ARROWS = 'input:not(#snippet-search), textarea, select, [role=group][tabindex="0"], .mover';

/**
 * @param {object} given
 * @param {ShadowRoot} given.root
 * @param {HTMLElement} given.host
 * @param {any} given.actions
 * @param {() => any} given.state
 * @param {() => void} given.open    draws the panel, if it isn't
 * @param {() => void} given.close   what was opened only for a moment is shut
 * @param {AbortSignal} given.signal
 */
export function createKeys({root, host, actions, state, open, close, signal}) {
  /** @type {(() => void)|null} to where the keyboard was on the page */
  let giveBack = null;

  const panel = () => root.getElementById('panel');
  /** @returns {HTMLElement[]} */
  const parts = (css) => [...(panel()?.querySelectorAll(css) ?? [])];
  const isInside = () => Boolean(panel()?.contains(root.activeElement));

  /** @param {HTMLElement|null|undefined} element */
  function enter(element) {
    if (!element) return;
    if (document.activeElement !== host) giveBack = remember();
    element.focus();
  }

  function leave() {
    giveBack?.();
    giveBack = null;
    close();
  }

  /** The element among `all` after, or before, the one that has focus; round and round. */
  function beside(all, step) {
    const at = root.activeElement;
    const around = all.findIndex((one) => one === at || one.contains(at));
    if (around >= 0) return all[(around + step + all.length) % all.length];
    const next = all.findIndex((one) => at && at.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    return step > 0 ? all[Math.max(0, next)] : all[(next < 0 ? all.length : next) - 1] ?? all.at(-1);
  }

  /** By the mouse, or by Tab. @param {FocusEvent} event */
  function left(event) {
    if (event.relatedTarget === host) giveBack = remember(/** @type {HTMLElement} */ (event.composedPath()[0]));
  }
  document.addEventListener('focusout', left, {capture: true, passive: true, signal});

  root.addEventListener('keydown', (/** @type {any} */ event) => {
    const {key, target} = event;
    if (!event.isTrusted || !isInside() || state().dialog) return;
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      leave();
    } else if (['ArrowDown', 'ArrowUp'].includes(key) && !target.closest(TAKES_ARROWS)) {
      event.preventDefault();
      beside(parts(STOPS), key === 'ArrowDown' ? 1 : -1)?.focus();
    }
  }, {signal});

  return {
    /** Into the panel, opened if need be; from inside it, back to the page. */
    panel() {
      if (state().dialog) return;
      if (isInside()) return leave();
      open();
      enter(parts(STOPS)[0] ?? panel());
    },
    nextFinding() {
      if (state().dialog) return;
      open();
      enter(beside(parts('article'), 1) ?? panel());
    },
    /** Puts right the finding that has focus, else the first that can be: the agent's caret stays where it is. */
    fix() {
      const findings = inOrder(state().dialog?.findings ?? state().findings);
      const article = root.activeElement?.closest('article');
      const here = article && findings.find(({name}) => article.id.slice(article.id.indexOf('-') + 1) === name);
      const can = ({finding}) => finding.fixes?.length > 0 || finding.actions?.length > 0;
      const chosen = here && can(here) ? here : findings.find(can);
      if (!chosen) return;
      const {finding} = chosen;
      if (finding.fixes?.length) actions.fix(finding, 0);
      else actions.act(finding, finding.actions[0]);
    },
    insertSuggestion() {
      const [first] = state().suggestions;
      if (first && !state().dialog) actions.insert(first.snippet);
    },
    async log() {
      if (state().dialog) return;
      if (!(await actions.openLog())) return;
      open();
      enter(root.getElementById('log'));
    },
  };
}
