/**
 * What content scripts and pages say to the background, and what they get back.
 *
 * A message is `{kind, …}`. The answer is `{ok: true, value}` or `{ok: false, why}`; a content script adds
 * `gone` by itself when the extension has been updated under it.
 *
 * | kind      | carries                     | value                                              |
 * | --------- | --------------------------- | -------------------------------------------------- |
 * | check     | body: a situation, patient, | the verdict: findings, marks, guides, …            |
 * |           | thread: a name for its own  |                                                    |
 * | suggest   | body: a situation, thread   | {suggestions}: better ones than the verdict had    |
 * | pack      | fresh: ask the backend      | the pack, the latest known one while offline       |
 * | snippets  | query                       | {snippets}                                         |
 * | fill      | guide, body: values, thread | the guide's card, filled in                        |
 * | events    | events: [{id, at, kind, …}] | {queued}: they are kept until the backend has them |
 * | hello     | –                           | {works: yes, no or ask; inspectable}               |
 * | tenant    | isOurs: the agent's answer  | {works}: yes or no                                 |
 * | get       | key                         | what was kept between visits, or null              |
 * | keep      | key, value                  | –                                                  |
 * | test      | backend, token              | {version}: from the options page only              |
 * | server    | backend, pair: it is ours   | {fingerprint, known, fixed}: likewise              |
 * | accept    | backend, fingerprint        | – likewise: the agent accepts the server's new key |
 * | canned    | host, path                  | a page of the API: from the server's /svar only    |
 *
 * A ticket's messages are kept by the name that comes with them; with the name alone they are left out the next time.
 *
 * What is not `hello` or `tenant` is answered only in the Freshdesk that Rutinlots works on; the browser says which host asks.
 *
 * The background says one thing by itself, to the tab in front: `command`, with the name of the shortcut that was pressed.
 * What a lead asks for on /svar it asks Freshdesk's tabs, `canned` too.
 *
 * @typedef {{ok: true, value: any} | {ok: false, why: Why, status?: number, again?: number}} Answer
 *   again: busy, and in how many ms no more
 * @typedef {'offline'|'busy'|'timeout'|'token'|'refused'|'invalid'|'other-server'|'gone'|'blind'|'closed'|'several'|'thread'
 *   |Unproven} Why
 *   blind: the page can't be read, nothing was asked; closed, several: no Freshdesk, or more than one, is open; thread: the
 *   background has no thread of that name (any more), and wants it whole
 * @typedef {'server-key'|'old-server'|'address'} Unproven  the server has another key than before, can't prove which it is, or not
 *   for this address
 */
export const Kind = Object.freeze({
  CHECK: 'check',
  SUGGEST: 'suggest',
  PACK: 'pack',
  SNIPPETS: 'snippets',
  FILL: 'fill',
  EVENTS: 'events',
  HELLO: 'hello',
  TENANT: 'tenant',
  GET: 'get',
  KEEP: 'keep',
  TEST: 'test',
  SERVER: 'server',
  ACCEPT: 'accept',
  COMMAND: 'command',
  CANNED: 'canned',
});

/** Tells the copy of the content scripts that a page already has to die: a newer one has arrived. */
export const TAKE_OVER = 'rutinlots:take-over';
