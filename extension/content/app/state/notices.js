/** What the agent is told in a line: at most one alarm (something is wrong) and one notice (everything else) at a time. */

const SHOWN_MS = {info: 9000, success: 5000, error: 15000};

/**
 * @typedef {keyof typeof SHOWN_MS} Tone
 * @typedef {(tone: Tone, text: string) => () => void} Notify  answers what takes the line back
 * @param {{store: import('./state.js').Store, timers: import('./timers.js').Timers}} given
 * @returns {Notify}
 */
export function createNotify({store, timers}) {
  return (tone, text) => {
    const place = tone === 'error' ? 'alarm' : 'notice'; // what is wrong stays to be read, whatever else happens
    const said = {kind: tone, text};
    const takeBack = () => {
      if (store.state[place] === said) store.dispatch({type: 'noticed', [place]: null});
    };
    if (tone === 'success' && store.state.alarm) return takeBack; // never both that it went well and that it did not
    if (tone === 'error' && store.state.notice?.kind === 'success') store.dispatch({type: 'noticed', notice: null});
    store.dispatch({type: 'noticed', [place]: said});
    timers.later(SHOWN_MS[tone], takeBack);
    return takeBack;
  };
}
