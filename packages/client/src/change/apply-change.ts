import type { Elements } from "../elements/elements.ts";
import type { RequestOptions } from "../operation/submit.ts";
import { addWhole, type ElementEditor } from "./edit-session.ts";
import { requireSingleton } from "./key-attributes.ts";
import type { Change, PlannedEdit } from "./plan-change.ts";
import { type ReadConfigurations, readTypes } from "./read-configurations.ts";

/**
 * Reads what {@link planChange} compares: the key attributes, and the elements of the types of a change in
 * the editing and in the running configuration.
 *
 * @throws {OptionError} if the device reports no key attributes of a type that is not a singleton.
 */
export async function readForChange(
  elements: Pick<Elements, "list" | "metadata" | "types">,
  change: Change,
  options: RequestOptions = {},
): Promise<ReadConfigurations> {
  const read = await readTypes(
    elements,
    change.elements.map(({ type }) => type),
    options,
  );
  const keyless = Object.keys(read.keys).filter((type) => read.keys[type]?.length === 0);
  if (keyless.length > 0) {
    const types = await elements.types(options);
    for (const type of keyless) requireSingleton("change", type, types);
  }
  return read;
}

/** Sends the edits of a plan, in order. */
export async function sendPlan(
  elements: Pick<ElementEditor, "add" | "delete" | "update">,
  plan: readonly PlannedEdit[],
): Promise<void> {
  for (const { action, key, element } of plan) {
    if (action === "delete") await elements.delete(element.type, key);
    else if (action === "update") await elements.update(element);
    else await addWhole(elements, key, element);
  }
}
