/** The little of a browser that the modules under test touch: elements, keys, and the extension's own interface. */

globalThis.Element ??= class Element {};
globalThis.UIEvent ??= class UIEvent extends Event {
  constructor(type, {detail = 0, ...how} = {}) {
    super(type, how);
    Object.defineProperty(this, 'detail', {value: detail});
  }
};
globalThis.KeyboardEvent ??= class KeyboardEvent extends UIEvent {
  constructor(type, {key = '', repeat = false, ...how} = {}) {
    super(type, how);
    Object.assign(this, {key, repeat});
  }
};

/** chrome.storage in memory, and an id: the extension is alive. @param {Record<string, any>} [local] what is stored already */
export function pretendExtension(local = {}) {
  const stored = structuredClone(local);
  const area = {
    get: async (keys) => structuredClone(
      Object.fromEntries([keys].flat().filter((key) => key in stored).map((key) => [key, stored[key]])),
    ),
    set: async (values) => void Object.assign(stored, structuredClone(values)),
    remove: async (key) => void delete stored[key],
  };
  globalThis.chrome = {
    runtime: {id: 'rutinlots'},
    storage: {local: area, managed: {get: async () => ({})}},
  };
  return stored;
}
