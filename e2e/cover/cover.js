/**
 * What of the page lies under the overlay. Only what the page itself shows counts: on screen, and under nothing of its own.
 * @returns {{controls: number, coveredControls: string[], lines: number, coveredLines: string[], ours: string[]}}
 */
() => {
  const OWN = 'rutinlots-overlay';
  const CONTROL = 'a[href], button, input, select, textarea, [contenteditable=true], [role=button], [role=tab], '
    + '[role=option], [role=menuitem], [role=combobox], [tabindex]:not([tabindex="-1"])';
  const PARTS = '#panel, #pill, #rail, #strip, #card, .toast';
  const host = document.querySelector(OWN);
  const visible = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const ours = [...(host?.shadowRoot.querySelectorAll(PARTS) ?? [])].filter(visible)
    .map((element) => ({name: element.id || 'toast', box: element.getBoundingClientRect()}));

  const deep = function* (root) {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === OWN) continue;
      yield element;
      if (element.shadowRoot) yield* deep(element.shadowRoot);
    }
  };
  const hit = (root, x, y) => {
    const found = root.elementsFromPoint(x, y).find((one) => one.localName !== OWN);
    return found?.shadowRoot ? hit(found.shadowRoot, x, y) ?? found : found;
  };
  const holds = (outer, inner) => {
    for (let one = inner; one; one = one.parentNode ?? one.host) if (one === outer) return true;
    return false;
  };
  const shows = (element, x, y) => {
    const top = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && hit(document, x, y);
    return Boolean(top) && (holds(element, top) || (top.matches('label') && holds(top, element)));
  };
  const PLACES = [.5, .06, .28, .72, .94];
  const points = ({left, top, width, height}) =>
    PLACES.flatMap((x) => (height < 30 ? [.5] : PLACES).map((y) => [left + x * width, top + y * height]));
  const under = ([x, y]) => ours.some(({box}) => x > box.left && x < box.right && y > box.top && y < box.bottom);
  const name = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 40);

  const result = {controls: 0, coveredControls: [], lines: 0, coveredLines: [], ours: ours.map((one) => one.name)};
  for (const element of deep(document)) {
    if (element.matches(CONTROL) && visible(element)) {
      const seen = points(element.getBoundingClientRect()).filter(([x, y]) => shows(element, x, y));
      if (seen.length > 0) {
        result.controls += 1;
        const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
        if (seen.some(under)) result.coveredControls.push(name(label) || element.localName);
      }
    }
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || !visible(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        const seen = points(line).filter(([x, y]) => line.width > 2 && shows(element, x, y));
        if (seen.length === 0) continue;
        result.lines += 1;
        if (seen.some(under)) result.coveredLines.push(name(node.data));
      }
    }
  }
  return result;
}
