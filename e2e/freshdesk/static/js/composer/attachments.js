/** Files of a composer: by the paper clip or dropped on it. Their markup on the real page is not public: our invention. */

import { h, icon } from "../dom.js";
import { oneOf } from "../session.js";

const UPLOAD = 250;
let layout = null;
const draw = () =>
  (layout ??= oneOf(
    (file, remove) => h("li", { class: "attachment-item" }, icon("clip"), h("span", { class: "attachment-item__name", title: file.name }, file.name), h("span", { class: "text__infotext" }, size(file)), remove),
    (file, remove) => h("li", { "data-test-id": "uploaded-file" }, icon("clip"), h("b", {}, file.name), h("small", {}, size(file)), remove),
    (file, remove) => h("li", { class: "file-card", "aria-label": file.name }, icon("clip"), h("a", { href: "#", download: file.name }, file.name), h("span", {}, size(file)), remove),
  ));
const size = (file) => ` (${Math.max(1, Math.round(file.size / 1024))} kB)`;

/** @param {() => void} changed @returns {{list: HTMLElement, button: HTMLElement, names: string[], uploading: boolean, accept(zone: HTMLElement): void}} */
export function attachments(changed) {
  const list = h("ul", { class: "attachment-list", "aria-label": "Bilagor", hidden: true });
  const input = h("input", { type: "file", multiple: true, hidden: true, "aria-label": "Bifoga fil", on: { change: () => (add(input.files), (input.value = "")) } });
  const button = h("span", {}, h("button", { type: "button", class: "app-icon-btn", title: "Bifoga", "aria-label": "Bifoga", on: { click: () => input.click() } }, icon("clip")), input);
  const state = { list, button, names: [], uploading: false, accept };

  function add(files) {
    state.uploading = files.length > 0;
    changed();
    setTimeout(() => {
      for (const file of files) show(file);
      state.uploading = false;
      changed();
    }, UPLOAD);
    files = [...files];
  }
  function show(file) {
    const remove = h("button", { type: "button", class: "app-icon-btn", "aria-label": `Ta bort ${file.name}`, on: { click: () => (row.remove(), state.names.splice(state.names.indexOf(file.name), 1), (list.hidden = !state.names.length), changed()) } }, "×");
    const row = draw()(file, remove);
    state.names.push(file.name);
    list.append(row);
    list.hidden = false;
  }
  function accept(zone) {
    zone.addEventListener("dragover", (event) => event.preventDefault());
    zone.addEventListener("drop", (event) => event.dataTransfer.files.length && (event.preventDefault(), add(event.dataTransfer.files)));
  }
  return state;
}
