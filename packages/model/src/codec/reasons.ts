import type { AsyncStatusResponse, ErrorResponse } from "../gen/types.ts";
import type { XmlNode } from "../xml/xml-node.ts";

const maxLength = 16_384;

/**
 * Sets the error message of a failed request to all reasons in the document. The vendor documents one in
 * `operationState`, and elsewhere only that a reason is in the data.
 */
export function addFailureReasons({ data, messages }: AsyncStatusResponse, root: XmlNode): void {
  if (data.operationState?.status !== "fail") return;
  const texts = [
    ...reasonsInData(root),
    ...messages.flatMap(({ errorMessage }) => errorMessage ?? []),
  ].filter((text) => text.trim() !== "");
  const reason = [...new Set(texts)].join("; ");
  if (reason === "") return;
  data.operationState.errorMessage =
    reason.length > maxLength ? `${reason.slice(0, maxLength)}…` : reason;
}

/** Adds the reasons in the data of an error to its messages. */
export function addErrorReasons({ messages }: ErrorResponse, root: XmlNode): void {
  messages.push(...reasonsInData(root).map((errorMessage) => ({ errorMessage })));
}

function reasonsInData({ elements }: XmlNode): string[] {
  return elements.filter(({ name }) => name === "data").flatMap(errorMessages);
}

function errorMessages(node: XmlNode): string[] {
  return node.name === "errorMessage" ? [textOf(node)] : node.elements.flatMap(errorMessages);
}

function textOf({ text, elements }: XmlNode): string {
  if (elements.length === 0) return text;
  return [text, ...elements.map(textOf)]
    .map((part) => part.trim())
    .join(" ")
    .trim();
}
