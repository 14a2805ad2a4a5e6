// The guide's part of the overlay's stylesheet.

export const guide = `
.guide .part-head { align-items: flex-start; }
.guide .part-title { font-size: 15px; line-height: 1.333; padding-top: 4px; }
.guide .intro { font-size: 13.5px; line-height: 1.407; margin-bottom: var(--m); }
.guide > .help { margin-bottom: var(--m); align-items: flex-start; }
.guide-foot { display: flex; align-items: center; gap: var(--s); font-size: 13px; padding-top: var(--xs); }
.outcome { display: flex; gap: var(--s); margin-bottom: var(--m); padding: var(--s) 10px; border-radius: var(--round);
  background: var(--good-soft); color: var(--good); font-weight: 600; font-size: 13.5px; line-height: 1.407; }
.outcome.none { margin: 0; padding: 0; }
.outcome.stop { background: var(--block-soft); color: var(--block); } .outcome.wait { background: var(--confirm-soft);
  color: var(--confirm); }
.outcome.stop .cut { stroke: var(--block-soft); }
.outcome .icon { margin-top: 2px; }
.field { display: grid; gap: 3px; margin-bottom: 14px; min-width: 0; }
.field > label, .field legend { font-size: 13px; line-height: 1.385; font-weight: 600; }
.field .options { display: flex; flex-wrap: wrap; gap: 0 var(--l); }
.field .option { display: flex; align-items: flex-start; gap: 6px; min-height: 28px; padding: 4px 0; font-size: 13.5px;
  cursor: pointer; }
.field .help { display: block; } .field .help:empty { display: none; }
.field .help .button.link { display: inline; min-height: 0; padding: 0; margin: 0; font-size: inherit;
  text-decoration: underline; text-underline-offset: 2px; }
.field textarea { field-sizing: content; min-height: 62px; max-height: 148px; background: var(--surface); font: inherit;
  font-size: 13px; line-height: 1.385; }
.field textarea[spellcheck=false] { font: 12.5px/1.44 var(--mono); }
.required { color: var(--block); }
.hits { display: grid; gap: var(--s); margin-top: var(--xs); padding: var(--s) 10px; border-radius: var(--round);
  background: var(--sunken); }
.hits a { font-size: 13px; line-height: 1.385; font-weight: 600; min-height: 24px; }
.hit-where { font-size: 12px; line-height: 1.333; color: var(--ink-soft); }
.hit { font-size: 12.5px; line-height: 1.36; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2;
  overflow: hidden; }
.progress { display: flex; align-items: center; gap: var(--s); color: var(--ink-soft); font-size: 12.5px;
  margin-bottom: var(--xs); padding-top: var(--xs); }
progress { flex: 1; height: 6px; appearance: none; border: 0; border-radius: 3px; overflow: hidden; background: var(--line); }
progress::-webkit-progress-bar { background: var(--line); } progress::-webkit-progress-value { background: var(--accent); }
.step label { display: flex; gap: var(--s); align-items: flex-start; padding: 5px 0; min-height: 24px; cursor: pointer;
  font-size: 13.5px; line-height: 1.407; }
.step.done label > span { color: var(--ink-soft); text-decoration: line-through; }
.step-act, .step .copy-text { margin-inline-start: 28px; }
.step-act { margin-bottom: var(--s); }
.copy-text { margin: var(--xs) 0 var(--m); display: grid; gap: 6px; min-width: 0; }
.copy-text .text-box { max-height: 132px; }
.copy-text.short { grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
.copy-text.short > :not(.text-box, .copy-row) { grid-column: 1 / -1; }
.copy-text.short .text-box { padding-block: 5px; }
.copy-text.short .copy-row { flex-wrap: nowrap; gap: 6px; }
.copy-label { font-size: 12.5px; line-height: 1.36; font-weight: 600; color: var(--ink-soft); }
.missing-cells { color: var(--confirm); }
.cells { border: 1px solid var(--line); border-radius: var(--round); overflow: hidden; font-size: 13px; line-height: 1.385; }
.cells > div { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: var(--s); padding: 4px 10px; }
.cells > div + div { border-top: 1px solid var(--line); }
.cells dt { font-size: 12.5px; } .cells dd { font-weight: 550; }
.cells .empty { color: var(--ink-soft); font-weight: 400; font-style: italic; }
@container (max-width: 300px) {
  .step-act, .step .copy-text { margin-inline-start: 0; }
}
`;
