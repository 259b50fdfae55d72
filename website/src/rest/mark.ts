import type { Evidence } from "./open-api.ts";

/** The mark of a fact, as a component of the theme. */
export function mark(evidence: Evidence | undefined): string {
  if (!evidence) throw new Error("A fact without a mark.");
  const xml = evidence.xml ? ` <Mark is="${evidence.xml}" of="its XML" />` : "";
  return `<Mark is="${evidence.mark}" />${xml}`;
}

/** What there is to say of the mark of a fact. */
export function noteOf(evidence: Evidence | undefined): string {
  return evidence?.note ? ` _${evidence.note}_` : "";
}
