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

/** Modules begin to listen once, while each test has a storage of its own. */
const listeners = [];
const changed = (values) => listeners.forEach((listener) => listener(values, 'local'));
let before = {};

/**
 * chrome.storage in memory, and an id: the extension is alive. No time runs out but by a clock (./clock.js): a machine that has
 * other work may take longer than an agent is kept waiting.
 * @param {Record<string, any>} [local] what is stored already
 */
export function pretendExtension(local = {}) {
  AbortSignal.timeout = () => new AbortController().signal;
  const stored = structuredClone(local);
  changed({...before, ...stored});
  before = stored;
  const area = {
    get: async (keys) => structuredClone(
      Object.fromEntries([keys].flat().filter((key) => key in stored).map((key) => [key, stored[key]])),
    ),
    set: async (values) => {
      Object.assign(stored, structuredClone(values));
      changed(values);
    },
    remove: async (key) => {
      delete stored[key];
      changed({[key]: undefined});
    },
  };
  globalThis.chrome = {
    runtime: {id: 'rutinlots'},
    storage: {
      local: area, managed: {get: async () => ({})}, onChanged: {addListener: (listener) => listeners.push(listener)},
    },
  };
  return stored;
}

const base64 = (/** @type {ArrayBuffer} */ bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/** A server's key, which signs as the server does. */
export async function serverKey() {
  const {publicKey, privateKey} = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']);
  const key = await crypto.subtle.exportKey('spki', publicKey);
  return {
    fingerprint: Buffer.from(await crypto.subtle.digest('SHA-256', key)).toString('hex'),
    /** @param {{nonce: string, audience: string}} challenge */
    async prove({nonce, audience}) {
      const text = new TextEncoder().encode(`rutinlots server identity 1\n${audience}\n${nonce}`);
      return {key: base64(key), signature: base64(await crypto.subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, privateKey, text))};
    },
  };
}

const oneKey = serverKey();

/**
 * A server that proves which it is; the rest is answered by `answer`.
 * @param {(address: any, how: any) => Promise<Response>} answer
 */
export const proven = (answer) => async (/** @type {any} */ address, /** @type {any} */ how) =>
  String(address).endsWith('/api/v1/identity')
    ? Response.json(await (await oneKey).prove(JSON.parse(how.body)))
    : answer(address, how);
