/** Files of a composer: by the paper clip or dropped on it. Their markup on the real page is not public: our invention. */

import {h, icon, iconButton} from '../dom.js';
import {oneOf} from '../session.js';

const UPLOAD = 250;
let layout = null;
const draw = () =>
  (layout ??= oneOf(
    (file, remove) =>
      h(
        'li',
        {class: 'attachment-item'},
        icon('clip'),
        h('span', {class: 'attachment-item__name', title: file.name}, file.name),
        h('span', {class: 'text__infotext'}, size(file)),
        remove,
      ),
    (file, remove) =>
      h(
        'li',
        {'data-test-id': 'uploaded-file'},
        icon('clip'),
        h('b', {}, file.name),
        h('small', {}, size(file)),
        remove,
      ),
    (file, remove) =>
      h(
        'li',
        {class: 'file-card', 'aria-label': file.name},
        icon('clip'),
        h('a', {href: '#', download: file.name}, file.name),
        h('span', {}, size(file)),
        remove,
      ),
  ));
const size = (file) => ` (${Math.max(1, Math.round(file.size / 1024))} kB)`;

/**
 * @param {() => void} changed
 * @returns {{list: HTMLElement, button: HTMLElement, names: string[], uploading: boolean, accept(zone: HTMLElement): void}}
 */
export function attachments(changed) {
  const list = h('ul', {class: 'attachment-list', 'aria-label': 'Bilagor', hidden: true});
  const pick = {type: 'file', multiple: true, hidden: true, 'aria-label': 'Bifoga fil'};
  const input = h('input', {...pick, on: {change: picked}});
  const button = h('span', {}, iconButton('clip', 'Bifoga', {on: {click: () => input.click()}}), input);
  const state = {list, button, names: [], uploading: false, accept};

  function picked() {
    upload([...input.files]);
    input.value = '';
  }
  function upload(files) {
    state.uploading = files.length > 0;
    changed();
    setTimeout(() => {
      files.forEach(show);
      state.uploading = false;
      changed();
    }, UPLOAD);
  }
  function show(file) {
    const take = () => {
      row.remove();
      state.names.splice(state.names.indexOf(file.name), 1);
      list.hidden = !state.names.length;
      changed();
    };
    const row = draw()(file, iconButton('cross', `Ta bort ${file.name}`, {on: {click: take}}));
    state.names.push(file.name);
    list.append(row);
    list.hidden = false;
  }
  function accept(zone) {
    zone.addEventListener('dragover', (event) => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault(); // text is the editor's to take
    });
    zone.addEventListener('drop', (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      upload([...event.dataTransfer.files]);
    });
  }
  return state;
}
