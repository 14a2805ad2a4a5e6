/** The panel with canned responses. Nothing of its markup is public: our invention, class names differ by page load. */

import {h, icon, iconButton} from '../dom.js';
import {leftPage, oneOf, pause, session} from '../session.js';

let names = null;
let shown = null;

/** The button with a speech bubble and a star. The caret stays where it is. */
export function cannedButton(editor, signal) {
  const on = {mousedown: (event) => event.preventDefault(), click: () => cannedPanel(editor, signal)};
  return iconButton('canned', 'Svarsmallar', {on});
}

/** Whether the line up to the caret is "/c", which also opens the panel. */
export const typedShortcut = () => getSelection().anchorNode?.nodeValue?.trim() === '/c';

/** Opens the panel for an editor; what is chosen is put in where the caret was. */
export function cannedPanel(editor, signal) {
  shown?.remove();
  names ??= oneOf(
    ['canned-responses', 'canned-response'],
    ['crs-sidebar', 'crs-item'],
    ['slider-content', 'slider-row'],
  );
  const place = caretOf(editor);
  const search = h('input', {
    type: 'search',
    class: 'form-text',
    placeholder: 'Sök svarsmall',
    'aria-label': 'Sök svarsmall',
    on: {input: fill},
  });
  const list = h('ul', {class: 'canned-list'});
  const panel = (shown = h(
    'aside',
    {class: `canned-panel ${names[0]}`, 'aria-label': 'Svarsmallar'},
    h(
      'div',
      {class: 'canned-panel__header'},
      h('h3', {}, 'Svarsmallar'),
      iconButton('cross', 'Stäng svarsmallar', {on: {click: () => panel.remove()}}),
    ),
    search,
    h('div', {class: 'canned-folder'}, session.canned.folder),
    list,
  ));
  function fill() {
    const wanted = search.value.toLocaleLowerCase('sv');
    list.replaceChildren(
      ...session.canned.responses.filter(({title}) => title.toLocaleLowerCase('sv').includes(wanted)).map(row),
    );
  }
  function row({title, html}) {
    const lines = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('div > div');
    const text = [...lines].map((line) => line.textContent).join(' ');
    return h(
      'li',
      {class: names[1]},
      h('div', {}, h('b', {}, title), h('p', {}, text)),
      h(
        'button',
        {
          type: 'button',
          class: 'canned-insert',
          'aria-label': `Infoga ${title}`,
          title: 'Infoga',
          on: {click: () => insert(html)},
        },
        icon('plus'),
      ),
    );
  }
  /** The placeholders are filled on the server, so the text comes a moment later. */
  async function insert(html) {
    panel.remove();
    try {
      await pause('canned', signal);
    } catch (error) {
      if (leftPage(error)) return;
      throw error;
    }
    editor.element.focus();
    if (place?.startContainer.isConnected) {
      getSelection().removeAllRanges();
      getSelection().addRange(place);
      if (typedShortcut()) getSelection().extend(place.startContainer, 0);
    }
    editor.insert(html);
  }
  fill();
  signal.addEventListener('abort', () => panel.remove(), {once: true});
  document.body.append(panel);
  search.focus();
}

function caretOf({element}) {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  return range && element.contains(range.startContainer) ? range.cloneRange() : null;
}
