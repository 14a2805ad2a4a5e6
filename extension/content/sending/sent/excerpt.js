/** How much of a mail's text it takes to know it again. */

const ENOUGH = 20; // characters that tell one mail from another
const SURE = 300; // characters that are looked for

/** Whether a text is long enough to be told from others. @param {string} text */
export const isTelling = (text) => text.length >= ENOUGH;

/** The part of a text that is looked for in the thread and on the page. @param {string} text */
export const excerpt = (text) => text.slice(0, SURE);
