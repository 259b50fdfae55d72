import { DeviceError } from "../errors/device-error.ts";
import type { ElementInput } from "./element.ts";

/**
 * The device refused to add, change or delete an element; nothing has changed. The `code` tells why:
 * `conflict` if the element exists, `not-found` if it does not, `bad-request` if it is invalid.
 */
export class ElementError extends DeviceError {
  override readonly name: string = "ElementError";
  readonly elementType: string;
  /** The attribute of the request that the device's message names, if it names one. */
  readonly attribute: string | undefined;

  constructor(cause: DeviceError, element: ElementInput) {
    super(cause);
    this.elementType = element.type;
    const text = cause.messages.map(({ errorMessage = "" }) => errorMessage).join("\n");
    const named = attributesOf(element).filter((name) => mentions(text, name));
    this.attribute = named.length === 1 ? named[0] : undefined;
  }
}

const codes: readonly string[] = ["bad-request", "conflict", "not-found"];

/** Throws an error about an element as an {@link ElementError}. */
export async function withElementError<Value>(
  element: ElementInput,
  response: Promise<Value>,
): Promise<Value> {
  try {
    return await response;
  } catch (error) {
    if (error instanceof DeviceError && codes.includes(error.code)) {
      throw new ElementError(error, element);
    }
    throw error;
  }
}

function attributesOf({ attributes = {}, subElements = [] }: Omit<ElementInput, "type">): string[] {
  return [...new Set([...Object.keys(attributes), ...subElements.flatMap(attributesOf)])];
}

function mentions(text: string, name: string): boolean {
  return text.split(/[^\w-]+/).includes(name);
}
