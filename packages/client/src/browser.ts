// Bundlers for browsers use this file instead of index.ts.

export * from "./common.ts";
export { connect } from "./connect-in-browser.ts";
