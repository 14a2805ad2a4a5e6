/** Reply, forward and private note. Several may be open at once. */

import { h, icon, mail } from "../dom.js";
import { navigate } from "../router.js";
import { api, has, leftPage, pause, session } from "../session.js";
import { initials, toast } from "../shell.js";
import { attachments } from "./attachments.js";
import { cannedPanel } from "./canned.js";
import { caretIn, createEditor } from "./editor.js";
import { recipients } from "./recipients.js";
import { sendButton } from "./send.js";
import { forwardTemplate, quote, replyTemplate, savedDraft } from "./template.js";
import { stopped } from "./trafficcop.js";

const LABELS = { reply: "Svara", forward: "Vidarebefordra", note: "Anteckning" };
const SEND = { reply: "Skicka", forward: "Skicka", note: "Lägg till anteckning" };
const SENT = { reply: "Svaret har skickats", forward: "Ärendet har vidarebefordrats", note: "Anteckningen har lagts till" };
const DRAFT_AFTER = 600;

export function openComposer(page, kind) {
  const open = page.composers.find((composer) => composer.kind === kind);
  if (open) return open.focus();
  const composer = build(page, kind);
  page.composers.push(composer);
  page.composerList.append(composer.element);
  page.bottom.hidden = true;
  composer.element.scrollIntoView({ block: "end" });
  composer.focus();
  composer.prefill();
}

function build(page, kind) {
  const { ticket } = page;
  let sending = false;
  let forced = false;
  let saving = 0;
  const files = attachments(ready);
  const addresses = recipients(kind, {
    to: kind === "reply" ? [ticket.requester.email] : [],
    cc: kind === "reply" ? ticket.messages[0].cc : [],
    known: [ticket.requester.email, session.support],
  });
  const editor = createEditor({ label: LABELS[kind], placeholder: kind === "note" ? "Skriv en anteckning …" : "Skriv ett svar …", changed: () => (ready(), saveDraft()) });
  const button = sendButton({ label: SEND[kind], withStatus: true, send });
  const body = h("div", { class: "ticket-editor__bodytext" }, editor.box);
  const element = h(
    "div",
    { class: `ticket-details__item rich-editor rich-editor--${kind} ember-view` },
    h("span", { class: "avatar avatar--agent", "aria-hidden": "true" }, initials(session.agent.name)),
    h("div", { class: "ticket-editor" },
      h("div", { class: "ticket-actions-list" }, h("button", { type: "button", class: "ticket-action-button", "aria-pressed": "true" }, icon(kind), LABELS[kind])),
      addresses.element,
      h("div", { "data-test-id": "drag-and-drop-component" }, body, files.list),
      h("div", { class: "ticket-editor__footer" },
        h("div", { class: "ticket-editor__tools" }, files.button,
          h("button", { type: "button", class: "app-icon-btn", title: "Svarsmallar", "aria-label": "Svarsmallar", on: { mousedown: (event) => event.preventDefault(), click: () => cannedPanel(editor, page.signal) } }, icon("canned"))),
        h("div", { class: "ticket-editor__actions ticket-action__btn" },
          h("button", { type: "button", class: "app-icon-btn discard-draft", "aria-label": "Kasta utkast", title: "Kasta utkast", on: { click: discard } }, icon("trash")),
          button.element)),
    ),
  );
  const composer = { kind, element, renderSend: button.render, focus: editor.focus, prefill };
  files.accept(body);
  editor.element.addEventListener("click", quoteClick);
  // Whether the real page sends by this key is not known: our invention, and switchable.
  editor.box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !has("no-send-shortcut")) (event.preventDefault(), send(null));
  });
  ready();

  function ready() {
    button.enable(!sending && !files.uploading && !editor.empty);
  }
  /** The template arrives after the editor; what has been typed meanwhile stays below its greeting. */
  async function prefill() {
    if (kind === "note" || has("empty-editor")) return;
    try {
      await pause("template", page.signal);
    } catch (error) {
      if (leftPage(error)) return;
      throw error;
    }
    const draft = kind === "reply" ? ticket.draft ?? (has("saved-draft") ? savedDraft(ticket) : null) : null;
    const typed = editor.empty ? [] : [...editor.element.childNodes];
    editor.fill(draft ?? (kind === "reply" ? replyTemplate(ticket) : forwardTemplate()));
    if (typed.length) {
      editor.element.children[1].replaceWith(...typed);
      editor.element.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    if (document.activeElement === editor.element && !typed.length) caretIn(editor.element, kind === "reply" ? 2 : 0);
    element.scrollIntoView({ block: "end" });
  }
  function quoteClick({ target }) {
    const marker = target.closest?.(".fr-quoted-marker");
    if (target.closest?.(".fr-quoted-marker-remove")) marker.remove();
    else if (target.closest?.(".fr-quoted-marker-toggle")) marker.replaceWith(mail(quote(ticket)));
    else return;
    editor.element.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  function saveDraft() {
    if (kind !== "reply" || sending) return;
    clearTimeout(saving);
    saving = setTimeout(() => store(editor.html), DRAFT_AFTER);
  }
  async function store(html) {
    ticket.draft = html;
    await api("PUT", `tickets/${ticket.id}/draft`, { body: html });
  }
  function discard() {
    clearTimeout(saving);
    if (kind === "reply") store(null);
    shut();
  }
  function shut() {
    element.remove();
    page.composers.splice(page.composers.indexOf(composer), 1);
    page.bottom.hidden = page.composers.length > 0;
  }

  /** Sends, and sets the status when one is given. Refuses while required properties are empty. */
  async function send(status) {
    if (sending || files.uploading || editor.empty) return;
    if (kind !== "note") {
      if (!addresses.to.length) return toast("error", "Ange minst en mottagare");
      const missing = session.fields.filter((item) => item.required && !page.properties.values[item.key]);
      page.properties.mark(missing.map((item) => item.key));
      if (missing.length) return toast("error", `Fyll i de obligatoriska fälten: ${missing.map((item) => item.label).join(", ")}`);
      if (has("traffic-cop") && !forced) return stopped(() => ((forced = true), send(status)), () => (forced = true));
    }
    sending = true;
    clearTimeout(saving);
    ready();
    try {
      await api("POST", `tickets/${ticket.id}/${kind}`, form(status));
    } catch (error) {
      toast("error", "Det gick inte att skicka");
      throw error;
    } finally {
      sending = false;
      ready();
    }
    clearTimeout(saving);
    ticket.draft = null;
    shut();
    toast("success", SENT[kind]);
    if (status) navigate("/a/tickets/filters/all_tickets");
    else await page.reload();
  }
  function form(status) {
    const copy = new DOMParser().parseFromString(editor.html, "text/html").body;
    const marker = copy.querySelector(".fr-quoted-marker");
    marker?.remove();
    return {
      from: session.support, to_emails: addresses.to, cc_emails: addresses.cc, bcc_emails: addresses.bcc, subject: ticket.subject,
      body: copy.getHTML(), quoted: marker ? quote(ticket) : "", set_status: status, attachments: files.names,
      properties: kind === "note" ? {} : page.properties.values,
    };
  }
  return composer;
}
