// The send dialog's part of the overlay's stylesheet.

export const dialog = `
.scrim { position: fixed; inset: 0 0 var(--rutinlots-below, 0px); display: grid; place-items: center; padding: var(--m);
  background: var(--scrim); overflow: auto; overscroll-behavior: contain; }
.dialog { display: flex; flex-direction: column; width: min(580px, 100%);
  max-height: calc(100vh - var(--rutinlots-below, 0px) - 24px);
  background: var(--surface); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); overflow: hidden; }
.dialog.logs { width: min(720px, 100%); }
.dialog.wide { width: min(1040px, 100%); }
.dialog.waiting { width: min(400px, 100%); }
.dialog-head { flex: none; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 var(--m);
  padding: 14px 20px 10px; border-bottom: 1px solid var(--line); }
.dialog-head h2 { display: flex; align-items: center; gap: 10px; font-size: 18px; line-height: 1.333; font-weight: 650; }
.dialog-head p { color: var(--ink-soft); font-size: 13.5px; }
.dialog-body { flex: 1 1 auto; min-height: 0; overflow: hidden auto; overscroll-behavior: contain; scrollbar-width: thin;
  scrollbar-color: var(--line-strong) transparent; }
.dialog.waiting .dialog-head { border: 0; padding-bottom: var(--xs); }
.waiting .dialog-body > p { padding: 0 20px var(--m); color: var(--ink-soft); }
.dialog > .note { flex: none; padding: 10px 20px; }
.dialog .finding { padding: 14px 20px; }
.dialog .finding-body { display: flex; flex-wrap: wrap; align-items: center; column-gap: var(--m); }
.dialog .finding-body > :not(.remedies, .finding-footer) { flex: 1 1 100%; min-width: 0; }
.dialog .remedies { flex: 1 1 240px; min-width: 0; } .dialog .finding-footer { margin-inline-start: auto; align-self: end; }
.logs .dialog-body { display: flex; flex-direction: column; }
.logs .dialog-body > .findings { flex: none; border-top: 1px solid var(--line); }
.gate { flex: 1 0 auto; min-height: 0; padding: 12px 20px 14px; display: flex; flex-direction: column; gap: 10px; }
.gate > * { flex: none; }
.gate-head { display: flex; align-items: center; gap: var(--s); min-height: 28px; }
.gate h3 { font-weight: 650; font-size: 15px; }
.gate .how { font-size: 13.5px; line-height: 1.407; }
.gate .note { padding: var(--s) 10px; border-radius: var(--round); align-items: center; }
.gate .note p { flex: 1; }
.codes { display: flex; flex-wrap: wrap; gap: var(--s); margin: 0; }
.codes > div { display: flex; align-items: center; gap: 6px; max-width: 100%; min-height: 36px; padding: 3px 4px 3px 12px;
  border-radius: var(--round); background: var(--sunken); }
.codes dt { flex: none; font-size: 12.5px; }
.codes dd { display: flex; align-items: center; gap: 6px; min-width: 0; font-weight: 700; letter-spacing: .01em; }
.codes dd > span { min-width: 0; overflow-x: clip; }
.codes dd.empty { padding-inline-end: 8px; color: var(--ink-soft); font-weight: 400; font-size: 13px; letter-spacing: 0; }
.codes .done { color: var(--good); }
#log-text { flex: 1 1 auto; width: 100%; min-height: 132px; max-height: max(132px, 45vh); padding: 10px 12px;
  resize: none; field-sizing: content;
  border: 1px solid var(--line-strong); border-radius: var(--round); background: var(--sunken); color: var(--ink);
  font: 13px/1.462 var(--mono); scrollbar-width: thin; }
.question { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s) var(--m); }
.question p { font-weight: 600; }
.choices { display: flex; flex-wrap: wrap; gap: var(--s); }
.choice { min-height: 34px; padding-inline: 14px; border-color: var(--line-strong); }
.choice[aria-pressed=true] { border-color: var(--accent); background: var(--accent-soft); color: var(--accent); }
.reason { display: grid; gap: 3px; margin-top: 10px; max-width: 440px; }
.reason label { font-size: 13px; font-weight: 600; }
.modes { flex: none; display: flex; flex-wrap: wrap; align-items: center; gap: 2px var(--l); padding: 6px 20px;
  border-top: 1px solid var(--line); font-size: 13.5px; }
.modes legend { float: left; font-weight: 600; font-size: 13px; }
.modes label { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; cursor: pointer; }
.dialog-foot { flex: none; display: flex; flex-wrap: wrap; align-items: center; gap: var(--s); padding: 10px 20px;
  border-top: 1px solid var(--line); background: var(--sunken); }
.dialog-foot .button { min-height: 36px; padding-inline: 14px; }
.dialog-foot .button.plain { background: var(--surface); border-color: var(--line-strong); }
.button.primary.unready { background: var(--surface); border-color: var(--accent); color: var(--accent); }
.button.primary.unready:hover { background: var(--accent-soft); }
@media (min-width: 860px) and (min-height: 461px) {
  .wide .dialog-body { flex-direction: row; overflow: hidden; }
  .wide #log-text { max-height: none; }
  .wide .gate { flex: 1 1 0; min-width: 0; overflow: hidden auto; }
  .wide .dialog-body > .findings { flex: 0 1 400px; overflow: hidden auto; border-top: 0;
    border-inline-start: 1px solid var(--line); scrollbar-width: thin; }
}
@media (max-width: 859.98px) and (min-height: 461px) {
  .wide #log-text { max-height: max(112px, 26vh); min-height: 112px; }
}
@media (min-height: 461px) {
  .logs:not(.wide) .gate { flex: 1 1 auto; }
  .logs:not(.wide) #log-text { max-height: none; }
}
@media (max-width: 480px) and (min-height: 321px) {
  .dialog-foot { flex-direction: column-reverse; align-items: stretch; }
  .dialog-foot .button { width: 100%; }
  .dialog-foot .push { display: none; }
}
@media (max-height: 460px) {
  .scrim { place-items: start center; scroll-padding-block-end: 64px; }
  .dialog { max-height: none; overflow: visible; }
  .dialog-body { overflow: visible; }
  .dialog-head { padding-block: 8px 6px; }
  .gate { padding-block: 8px; gap: 6px; }
  .dialog > .note { padding-block: 6px; }
  #log-text { min-height: 118px; max-height: 118px; }
  .dialog-foot { padding-block: 6px; position: sticky; bottom: calc(-1 * var(--m)); border-radius: 0 0 13px 13px; }
}
@media (max-width: 480px) and (max-height: 320px) {
  .dialog-foot { gap: 6px; padding-inline: var(--s); }
  .dialog-foot .button { flex: 1 1 auto; min-height: 30px; padding-inline: var(--s); }
  .dialog-foot .push { display: none; }
}
`;
