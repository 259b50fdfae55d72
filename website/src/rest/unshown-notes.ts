import type { Evidence, OpenApi } from "./open-api.ts";

/** The notes on facts of a document that a text does not hold: whose facts it passes over. */
export function unshownNotes(openApi: OpenApi, text: string): string[] {
  const notes = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const evidence = Reflect.get(node, "x-evidence") as Evidence | undefined;
    if (evidence?.note && !text.includes(evidence.note)) notes.add(evidence.note);
    for (const below of Object.values(node)) visit(below);
  };
  visit(openApi);
  return [...notes];
}
