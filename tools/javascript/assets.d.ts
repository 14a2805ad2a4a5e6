/** Style sheets that are imported as modules: import sheet from './x.css' with {type: 'css'}. */
declare module '*.css' {
  const sheet: CSSStyleSheet;
  export default sheet;
}
