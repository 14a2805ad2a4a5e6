/**
 * An editor like Froala's: a contenteditable in the page, native undo, and a model that only hears `input` events.
 * What is sent comes from the model: text put in without telling the editor is on screen but not in the mail.
 */

import {h, mail} from '../dom.js';
import {oneOf} from '../session.js';

const COMMANDS = [
  ['bold', 'Fet', 'B'],
  ['italic', 'Kursiv', 'I'],
  ['underline', 'Understruken', 'U'],
  ['insertUnorderedList', 'Punktlista', '•'],
  ['insertOrderedList', 'Numrerad lista', '1.'],
  ['removeFormat', 'Rensa formatering', 'Tx', 'resetFont'],
];

const UPLOAD = 150; // ms

/** How this page load writes paragraphs: both are seen on real pages. */
const block = oneOf.bind(null, 'p', 'div');
let drawn = null;
export const paragraph = () => (drawn ??= block());

/**
 * @param {{label: string, placeholder: string, changed: (byHand: boolean) => void}} given
 * @returns {{box: HTMLElement, element: HTMLElement, readonly html: string, readonly empty: boolean,
 *   fill(html: string): void, insert(html: string): void, focus(): void}}
 */
export function createEditor({label, placeholder, changed}) {
  const element = h('div', {
    class: 'fr-element fr-view',
    contenteditable: 'true',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    spellcheck: 'false',
    dir: 'auto',
  });
  const hint = h('span', {class: 'fr-placeholder'}, placeholder);
  const toolbar = h(
    'div',
    {class: 'fr-toolbar fr-desktop fr-bottom', role: 'toolbar', 'aria-label': 'Formatering'},
    COMMANDS.map(([command, title, sign, name]) =>
      h(
        'button',
        {
          type: 'button',
          class: 'fr-command fr-btn',
          tabindex: -1,
          'data-cmd': name ?? command,
          title,
          'aria-label': title,
          on: {
            mousedown: (event) => event.preventDefault(),
            click: () => {
              element.focus();
              document.execCommand(command);
            },
          },
        },
        sign,
      ),
    ),
  );
  const box = h(
    'div',
    {class: 'fr-box fr-basic fr-bottom', 'data-test-id': 'froala-editor-component'},
    h('div', {class: 'fr-wrapper', dir: 'auto'}, element, hint),
    toolbar,
  );
  let model = '';

  function follow() {
    model = element.getHTML();
    hint.hidden = element.textContent !== '' || element.children.length > 1;
  }
  element.addEventListener('input', () => {
    follow();
    changed(true);
  });
  element.addEventListener('focus', () => document.execCommand('defaultParagraphSeparator', false, paragraph()));
  element.addEventListener('paste', (event) => {
    event.preventDefault();
    const pictures = [...event.clipboardData.files].filter(({type}) => type.startsWith('image/'));
    for (const picture of pictures) upload(picture);
    if (!pictures.length) document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  });

  /** A pasted picture is shown at once, and is another node when it has been uploaded. */
  function upload(picture) {
    const shown = h('img', {class: 'fr-fic fr-dib fr-uploading', src: URL.createObjectURL(picture)});
    (getSelection().anchorNode?.parentElement?.closest('p, div') ?? element).append(shown);
    setTimeout(() => {
      shown.replaceWith(h('img', {class: 'fr-fic fr-dib', src: shown.src, 'data-attachment': '[object Object]', 'data-id': '7'}));
      element.dispatchEvent(new InputEvent('input', {bubbles: true}));
    }, UPLOAD);
    element.dispatchEvent(new InputEvent('input', {bubbles: true}));
  }

  function fill(html) {
    element.replaceChildren(mail(html));
    follow();
    changed(false);
  }
  element.append(h(paragraph(), {}, h('br')));
  follow();
  return {
    box,
    element,
    get html() {
      return model;
    },
    get empty() {
      const body = new DOMParser().parseFromString(model, 'text/html').body;
      return !body.textContent.trim() && !body.querySelector('img');
    },
    fill,
    insert(html) {
      element.focus();
      document.execCommand('insertHTML', false, html);
    },
    focus: () => element.focus(),
  };
}

/** Puts the caret into the n-th block, at its start. */
export function caretIn(element, number) {
  const target = element.children[number] ?? element;
  getSelection().collapse(target, 0);
}
