import { type AsyncStatusData, encode, type RestVersion } from "@asyncstatus/model";
import type { Form } from "./respond.ts";

interface Written {
  readonly data: AsyncStatusData;
  readonly form: Form;
  readonly text: string;
}

/** What was written last in each version. */
const last = new Map<RestVersion, Written>();

/**
 * Writes asyncstatus. Whoever waits asks for it again and again, and mostly it says what it said before:
 * then it is not written anew.
 *
 * @throws {EncodeError} where the value does not conform to the document's schema
 */
export function encodeStatus(data: AsyncStatusData, form: Form): string {
  const known = last.get(form.version);
  if (known && isSame(known, data, form)) return known.text;
  const text = encode("AsyncStatusResponse", { data, messages: [], links: [] }, form);
  last.set(form.version, { data, form, text });
  return text;
}

function isSame({ data: known, form: knownForm }: Written, data: AsyncStatusData, form: Form) {
  const { operationState: one, additionalInfo } = known;
  const { operationState: other } = data;
  return (
    one?.operation === other?.operation &&
    one?.status === other?.status &&
    one?.errorMessage === other?.errorMessage &&
    additionalInfo === data.additionalInfo &&
    knownForm.errorItems === form.errorItems
  );
}
