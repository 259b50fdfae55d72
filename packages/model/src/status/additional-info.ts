import type { XmlContent, XmlElement } from "../xml/xml-element.ts";

/** A fault that a verify lists, which v1.0 documents. */
export interface VerifyFault {
  /** The configuration element, such as `sip-interface`. */
  readonly object?: string;
  /** Its field, such as `realm-id`. */
  readonly field?: string;
}

/**
 * Lists the faults in the `verifySummary` of an `additionalInfo`. A device may list them although it
 * reports that the verify succeeded.
 */
export function verifyFaults(additionalInfo: XmlContent | undefined): VerifyFault[] {
  return find(additionalInfo, "verifySummary").flatMap(faultsIn);
}

function faultsIn(summary: XmlElement): VerifyFault[] {
  return find(summary, "verify").flatMap((verify) => {
    const nested = faultsIn(verify);
    if (nested.length > 0 || isEmpty(verify)) return nested;
    const [object, field] = [textOf(verify, "object"), textOf(verify, "field")];
    return [{ ...(object !== undefined && { object }), ...(field !== undefined && { field }) }];
  });
}

/** Finds the outermost elements of a name, at any depth. */
function find(content: XmlContent | undefined, name: string): XmlElement[] {
  return (content?.elements ?? []).flatMap((element) =>
    element.name === name ? [element] : find(element, name),
  );
}

function textOf({ elements = [] }: XmlContent, name: string): string | undefined {
  return elements.find((element) => element.name === name)?.text?.trim();
}

function isEmpty({ text = "", elements = [] }: XmlContent): boolean {
  return text.trim() === "" && elements.length === 0;
}

const maxLines = 100;

/**
 * Describes an `additionalInfo` in lines, as in `verifySummary/verify: object sip-interface, field realm-id`.
 * Empty if it has no content. At most a hundred lines and the number of the others.
 */
export function describeAdditionalInfo(additionalInfo: XmlContent | undefined): string[] {
  const lines = additionalInfo ? linesOf(additionalInfo, "") : [];
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines), `and ${lines.length - maxLines} more`];
}

function linesOf({ text = "", elements = [] }: XmlContent, path: string): string[] {
  const isLeaf = (element: XmlElement) => (element.elements ?? []).length === 0;
  const leaves = elements
    .filter((element) => isLeaf(element) && !isEmpty(element))
    .map((leaf) => `${leaf.name} ${leaf.text?.trim()}`);
  const words = [text.trim(), ...leaves].filter(Boolean).join(", ");
  return [
    ...(words ? [path ? `${path}: ${words}` : words] : []),
    ...elements
      .filter((element) => !isLeaf(element))
      .flatMap((element) => linesOf(element, path ? `${path}/${element.name}` : element.name)),
  ];
}
