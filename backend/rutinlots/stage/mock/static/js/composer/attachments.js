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
 * @returns {{list: HTMLElement, button: HTMLElement, names: string[], files: {name: string, size: number}[], uploading: boolean,
 *   accept(zone: HTMLElement): void, restore(files: {name: string, size: number}[]): void}}
 *   `restore` shows files that were uploaded before the page was loaded
 */
export function attachments(changed) {
  const list = h('ul', {class: 'attachment-list', 'aria-label': 'Bilagor', hidden: true});
  const pick = {type: 'file', multiple: true, hidden: true, 'aria-label': 'Bifoga fil'};
  const input = h('input', {...pick, on: {change: picked}});
  const button = h('span', {}, iconButton('clip', 'Bifoga', {on: {click: () => input.click()}}), input);
  const state = {list, button, files: [], uploading: false, accept, restore, get names() { return state.files.map(({name}) => name); }};

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
  function restore(files) {
    files.forEach(show);
    if (files.length) changed();
  }
  function show(file) {
    const kept = {name: file.name, size: file.size};
    const take = () => {
      row.remove();
      state.files.splice(state.files.indexOf(kept), 1);
      list.hidden = !state.files.length;
      changed();
    };
    const row = draw()(file, iconButton('cross', `Ta bort ${file.name}`, {on: {click: take}}));
    state.files.push(kept);
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
