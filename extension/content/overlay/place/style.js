// The look of what stands in the window by itself: panel, rail, pill and notices.

export const place = `
.panel { container-type: inline-size; position: fixed; display: flex; flex-direction: column; width: 320px; overflow: clip;
  background: var(--surface);
  border: 1px solid var(--line); border-radius: var(--rounder); box-shadow: var(--shadow); }
.panel.docked { border-width: 0 0 0 1px; border-radius: 0; box-shadow: none; }
.panel.docked.shelf { border-width: 1px 0 0; }
.panel.docked.at-left { border-width: 0 1px 0 0; }
.rail { position: fixed; background: var(--sunken); border-inline-start: 1px solid var(--line); }
.rail.at-left { border-inline: 0 1px solid var(--line); }
.gone { visibility: hidden; }
.pill { position: fixed; display: flex; flex-direction: column; align-items: center; gap: 5px; width: 36px; padding: 8px 0;
  border: 1px solid var(--line); border-radius: 18px; background: var(--surface); color: var(--ink);
  box-shadow: var(--shadow); cursor: pointer; font-weight: 650; font-size: 13px; line-height: 1.385; touch-action: none;
  user-select: none; font-variant-numeric: tabular-nums; }
.pill:hover { border-color: var(--line-strong); }
.pill .brand { color: var(--accent); width: 18px; height: 18px; }
.pill-sign { display: flex; }
.pill.block .pill-sign { color: var(--block); }
.pill.confirm .pill-sign, .pill.offline .pill-sign, .pill.blind .pill-sign { color: var(--confirm); }
.pill.hint .pill-sign { color: var(--hint); } .pill.quiet .pill-sign { color: var(--good); }
.pill.idle .pill-sign { color: var(--ink-soft); }
.notices { position: fixed; left: 0; top: 0; width: max-content; max-width: min(300px, calc(100vw - 24px));
  pointer-events: none; display: grid; }
.toast { display: flex; margin-block-start: var(--s); gap: var(--s); padding: 10px 14px; border-radius: var(--round);
  border: 1px solid var(--line); background: var(--surface); color: var(--ink); box-shadow: var(--shadow); font-size: 13.5px;
  font-weight: 550; }
.toast.success .icon { color: var(--good); } .toast.error .icon { color: var(--block); } .toast.info .icon { color: var(--hint); }
.toast .icon { margin-top: 2px; }
.notices.small .toast { margin: 0; gap: 4px; padding: 4px 8px; font-size: 12px; line-height: 1.25; }
.notices.small .toast .icon { width: 14px; height: 14px; margin: 0; }
`;
