/** Returns the file name of a document's schema and examples: `async-status` for `AsyncStatusResponse`. */
export function kebabName(document: string): string {
  return document
    .replace(/Response$/, "")
    .replace(/(?!^)[A-Z]/g, "-$&")
    .toLowerCase();
}
