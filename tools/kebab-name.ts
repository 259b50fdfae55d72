/** The file name of a document's schema and the folder of its examples: `AsyncStatusResponse` is `async-status`. */
export function kebabName(document: string): string {
  return document
    .replace(/Response$/, "")
    .replace(/(?!^)[A-Z]/g, "-$&")
    .toLowerCase();
}
