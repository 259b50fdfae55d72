import type { XmlContent } from "@asyncstatus/model";

/** Makes the additional information of a verify that lists one fault. */
export function verifySummary(object: string, field: string): XmlContent {
  const elements = [
    { name: "object", text: object },
    { name: "field", text: field },
  ];
  return { elements: [{ name: "verifySummary", elements: [{ name: "verify", elements }] }] };
}
