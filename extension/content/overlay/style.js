// The overlay's look: tokens first, then the parts in the order they stand on screen. One constructed stylesheet, no addresses,
// so that no content security policy is in its way. The colours are in palette.css.

import {dialog} from './dialog/style.js';
import {guide} from './guide/style.js';
import {place} from './place/style.js';

const tokens = `
:host {
  all: initial !important;
  position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important;
  z-index: 2147483647 !important; color-scheme: light dark !important; direction: ltr !important;
  zoom: var(--unzoom, 1) !important;
  --font: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "Cascadia Mono", Consolas, "Liberation Mono", monospace;
  --xs: 4px; --s: 8px; --m: 12px; --l: 16px; --xl: 24px;
  --round: 8px; --rounder: 12px;
}
:host([data-aside]) { pointer-events: none !important; }
:host([data-theme=light]) { color-scheme: light !important; }
:host([data-theme=dark]) { color-scheme: dark !important; }
@media print { :host { display: none !important; } }
*, *::before, *::after { box-sizing: border-box; }
aside, .strip, .scrim, .notices, .spoken { font: 400 14px/1.429 var(--font); color: var(--ink); text-align: start;
  -webkit-font-smoothing: antialiased; }
h2, h3, h4, p, ul, ol, dl, dd, fieldset, legend { margin: 0; padding: 0; border: 0; font: inherit; }
ul, ol { list-style: none; }
p, li, dd, dt, label, legend, .label, h2, h3, h4, .chip { overflow-wrap: anywhere; unicode-bidi: isolate; }
.part-title, .outcome > p, .options, .option, .option > span, .step label > span, .toast > span, .note-body { min-width: 0; }
legend { max-width: 100%; overflow: clip; }
.search, .results, .guides, .hits, .field, .copy-text, .gate, .question, .reason { grid-template-columns: minmax(0, 1fr); }
button, input, textarea { font: inherit; color: inherit; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { flex: none; display: block; }
.push { flex: 1; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[tabindex="-1"]:focus { outline: none; }
[tabindex="-1"]:focus-visible { outline: 2px solid var(--accent); outline-offset: -3px; }
#panel:focus-visible, #dialog:focus-visible { outline: none; }
`;

const controls = `
.button { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 30px; max-width: 100%;
  padding: 4px 10px;
  border: 1px solid transparent; border-radius: var(--round); background: transparent; cursor: pointer; font-size: 13px;
  line-height: 1.385; font-weight: 550; text-align: start; }
.button .label { min-width: 0; max-height: 126px; overflow: clip; white-space: pre-line; }
.button.primary { background: var(--accent); color: var(--on-accent); min-height: 36px; padding-inline: 18px; }
.button.primary:hover { background: var(--accent-deep); }
.button.soft { background: var(--accent-soft); color: var(--accent); }
.button.soft:hover { border-color: var(--accent); }
.button.plain { border-color: var(--line); color: var(--ink); }
.button.plain:hover { border-color: var(--line-strong); background: var(--sunken); }
.button.link { min-height: 24px; padding: 2px 4px; margin-inline: -4px; border-radius: var(--xs); color: var(--accent);
  font-size: 12.5px; font-weight: 500; gap: 3px; }
.button.link:hover .label { text-decoration: underline; text-underline-offset: 2px; }
.button.link.quiet { color: var(--ink-soft); font-weight: 400; margin-inline: 0; padding-inline: 3px; }
.tip { position: absolute; inset: 0; }
.button.icon { position: relative; width: 28px; min-height: 28px; padding: 0; color: var(--ink-soft); flex: none; }
.button.icon:hover { background: var(--sunken); color: var(--ink); }
.button.wide { width: 100%; justify-content: flex-start; }
.button.wide.unfolder { justify-content: space-between; }
.unfolder .icon { transition: rotate .15s; }
.unfolder .turned { rotate: 180deg; }
.text-box { max-height: 176px; overflow: auto; padding: var(--s) 10px; border: 1px solid var(--line);
  border-radius: var(--round); background: var(--sunken);
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; line-height: 1.462; }
.copied { display: inline-flex; align-items: center; gap: var(--xs); color: var(--good); font-size: 13px; font-weight: 550; }
.copy-row { display: flex; align-items: center; gap: var(--m); flex-wrap: wrap; }
.spinner { flex: none; width: 14px; height: 14px; border: 2px solid var(--line); border-top-color: var(--accent);
  border-radius: 50%; animation: turn .8s linear infinite; }
@keyframes turn { to { rotate: 1turn; } }
a { color: var(--accent); display: inline-flex; align-items: center; gap: var(--xs); min-height: 24px; text-underline-offset: 2px; }
`;

const side = `
.panel-head { flex: none; display: grid; grid-template-columns: auto 1fr auto auto; align-items: center;
  column-gap: 6px; padding: 7px 6px 7px var(--m); border-bottom: 1px solid var(--line); cursor: grab;
  touch-action: none; user-select: none; }
.panel-head:active { cursor: grabbing; }
.panel-head .button { grid-row: 1 / 3; }
.panel-head > .brand { grid-row: 1 / 3; width: 22px; height: 22px; color: var(--accent); }
.panel-title { grid-column: 2; grid-row: 1; font-size: 12px; line-height: 1.333; color: var(--ink-soft); }
.state { grid-column: 2; grid-row: 2; display: flex; align-items: center; gap: 4px; font-weight: 600; font-size: 13px;
  line-height: 1.385; }
.state > span { overflow-wrap: normal; }
.state .icon, .state .spinner { width: 14px; height: 14px; }
.state.quiet > .icon { color: var(--good); }
.state.offline > .icon, .state.blind > .icon { color: var(--confirm); }
.icon.block { color: var(--block); } .icon.confirm { color: var(--confirm); } .icon.hint { color: var(--hint); }
.icon.mark { color: var(--mark); }
.count { display: inline-flex; align-items: center; gap: 4px; font-variant-numeric: tabular-nums; }
.count + .count { margin-inline-start: 4px; }
.cut { stroke: var(--surface); }
.panel-body { container-type: inline-size; flex: 1 1 auto; min-height: 0; overflow: hidden auto;
  overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent; }
.part { padding: var(--m) var(--m); }
.part + .part, .findings + .part, .part + .findings { border-top: 1px solid var(--line); }
.part-head { display: flex; align-items: center; justify-content: space-between; gap: var(--s); margin-bottom: var(--s); }
.part-title { font-size: 13px; line-height: 1.385; font-weight: 650; }
.section-toggle { display: inline-flex; align-items: center; gap: 4px; min-height: 24px; margin-inline-start: -5px;
  padding: 2px 6px 2px 2px; border: 0; border-radius: var(--xs); background: transparent; cursor: pointer; font: inherit;
  text-align: start; }
.section-toggle:hover { background: var(--sunken); }
.section-toggle .icon { color: var(--ink-soft); transition: rotate .15s; rotate: -90deg; }
.section-toggle .turned { rotate: 0deg; }
.part:has(> .part-head:only-child) .part-head { margin-bottom: 0; }
.log .calm { margin-bottom: var(--s); }
.log .text-box { max-height: 240px; }
.part > .part-title { margin-bottom: var(--s); }
.calm { color: var(--ink-soft); font-size: 13px; line-height: 1.385; }
.note { display: flex; gap: var(--s); font-size: 13px; line-height: 1.462; }
.note > .icon { margin-top: 1px; }
.note.offline, .note.blind { background: var(--confirm-soft); }
.note.offline > .icon, .note.blind > .icon { color: var(--confirm); }
.note.idle { color: var(--ink-soft); }
.missing { margin: var(--xs) 0 var(--s); padding-inline-start: 18px; }
.missing li { list-style: disc; font-weight: 600; }
`;

const findings = `
.finding { display: grid; grid-template-columns: 28px minmax(0, 1fr); column-gap: 10px; padding: var(--m); }
.finding + .finding { border-top: 1px solid var(--line); }
.badge { width: 28px; height: 28px; border-radius: var(--round); display: grid; place-items: center; }
.badge.block { background: var(--block); color: var(--surface); } .badge.confirm { background: var(--confirm-soft);
  color: var(--confirm); } .badge.hint { background: var(--hint-soft); color: var(--hint); }
.badge.block .cut { stroke: var(--block); } .badge.confirm .cut { stroke: var(--confirm-soft); }
.finding-title { font-weight: 650; padding-top: 4px; }
.message { color: var(--ink); font-size: 13.5px; line-height: 1.407; white-space: pre-line; margin-top: 1px; }
.remedies { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; margin-top: var(--s); }
.remedies .link { margin-inline: -2px; }
.finding-footer { display: flex; flex-wrap: wrap; align-items: center; gap: 2px var(--xs); margin-top: var(--xs); }
.why { margin-top: var(--xs); padding: var(--s) 10px; border-radius: var(--round); background: var(--sunken);
  font-size: 13px; line-height: 1.462; }
.why .source { color: var(--ink-soft); font-size: 12.5px; margin-top: var(--xs); }
.why .source::first-letter { text-transform: uppercase; }
.card { position: fixed; left: 0; top: 0; width: min(340px, calc(100vw - 16px)); max-height: calc(100vh - 16px);
  overflow: hidden auto; background: var(--surface); border: 1px solid var(--line); border-radius: var(--rounder);
  box-shadow: var(--shadow); }
.card .finding-title { padding-inline-end: 28px; }
.card-close { position: absolute; right: 6px; top: 6px; }
`;

const library = `
.snippet { padding: var(--s) 0; }
.snippet + .snippet { border-top: 1px solid var(--line); }
.snippet:first-child { padding-top: 0; } .snippet:last-child { padding-bottom: 0; }
.snippet-head { display: flex; align-items: flex-start; justify-content: space-between; gap: var(--s); }
.snippet-head .button { flex: none; }
.snippet-title { font-weight: 600; font-size: 13.5px; padding-top: 5px; min-width: 0; }
.snippet .text-box { margin-top: var(--xs); }
.report .text-box { margin: var(--s) 0; white-space: pre; font: 11px/1.364 ui-monospace, monospace; }
.report .buttons { display: flex; flex-wrap: wrap; gap: var(--xs); }
.reasons { color: var(--ink-soft); font-size: 12.5px; margin: 2px 0; }
.chip { padding: 0 7px; border-radius: 9px; background: var(--sunken); border: 1px solid var(--line); color: var(--ink);
  line-height: 1.36; max-width: 100%; }
.search { margin-bottom: var(--m); display: grid; gap: var(--s); }
.search + .snippets { padding-top: var(--m); border-top: 1px solid var(--line); }
.search-box { display: flex; align-items: center; gap: var(--s); padding: 0 10px; border: 1px solid var(--line-strong);
  border-radius: var(--round); background: var(--surface); color: var(--ink-soft); }
.search-box:focus-within { outline: 2px solid var(--accent); outline-offset: 1px; }
.search-box input { flex: 1; min-width: 0; height: 34px; border: 0; padding: 0; background: transparent; color: var(--ink);
  outline: none; }
.search-box input::placeholder { color: var(--ink-soft); opacity: 1; }
.results { display: grid; gap: 6px; }
.theme-title { font-weight: 650; font-size: 12.5px; color: var(--ink-soft); }
.theme .snippets { padding: var(--s) 0 var(--s) var(--s); }
.guides { display: grid; gap: 6px; }
.strip { position: fixed; left: 0; top: 6px; max-width: min(560px, 60vw); }
.marks { display: flex; flex-wrap: wrap; gap: 6px; }
.tag { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; max-width: 100%; padding: 3px 10px;
  border-radius: 14px; border: 1px solid color-mix(in srgb, var(--mark) 35%, transparent); background: var(--mark-soft);
  color: var(--mark); font-size: 13px; font-weight: 600; line-height: 1.385; text-align: start; }
.mark { min-width: 0; max-width: 100%; } .tag .label { min-width: 0; max-height: 126px; overflow: clip; }
.strip .label { max-width: 260px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.strip .tag { box-shadow: 0 2px 8px rgb(20 40 45 / .14); }
button.tag { cursor: pointer; } button.tag:hover { border-color: var(--mark); }
.tag .faint { width: 14px; height: 14px; }
.tag .value { padding: 0 6px; border-radius: 9px; background: var(--mark); color: var(--surface);
  font-variant-numeric: tabular-nums; }
dt { color: var(--ink-soft); }
input[type=checkbox], input[type=radio] { flex: none; width: 16px; height: 16px; margin: 2px; accent-color: var(--accent);
  cursor: pointer; }
.reason input, .field input:not([type=radio]) { width: 100%; height: 34px; padding: 0 10px;
  border: 1px solid var(--line-strong); border-radius: var(--round); background: var(--surface); min-width: 0; }
[aria-invalid=true] { border-color: var(--block) !important; box-shadow: 0 0 0 1px var(--block); }
`;

const more = `
textarea { display: block; width: 100%; min-height: 96px; resize: vertical; padding: var(--s) 10px;
  border: 1px solid var(--line-strong); border-radius: var(--round); background: var(--sunken); color: var(--ink);
  font: 12.5px/1.44 var(--mono); }
.help { display: flex; align-items: center; gap: 5px; font-size: 12.5px; line-height: 1.44; color: var(--ink-soft); }
.help.wrong { color: var(--block); font-weight: 550; }
`;

const conditions = `
@container (max-width: 300px) {
  .panel-head .button { grid-row: 1; width: 24px; min-height: 24px; }
  .panel-head > .state { grid-column: 2 / -1; min-width: 0; white-space: nowrap; }
  .state > span:not(.count) { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
  .finding-footer { margin-inline-start: -38px; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { transition: none !important; animation-duration: 4s !important; }
}
@media (forced-colors: active) {
  .button, .tag, .chip, .badge, .toast, .codes > div, .outcome { border: 1px solid; }
  .choice[aria-pressed=true] { outline: 2px solid Highlight; }
  svg { forced-color-adjust: auto; } /* else each keeps its own colour, on a ground that may be any */
  .cut { stroke: Canvas !important; }
  .spinner { border-color: CanvasText; border-top-color: Canvas; }
}
`;

export const css = [tokens, controls, side, place, findings, library, more, dialog, guide, conditions].join('');
