import type { ElementType } from "@asyncstatus/model";
import type { Elements } from "../elements/elements.ts";
import { DeviceError } from "../errors/device-error.ts";
import type { RequestOptions } from "../operation/submit.ts";
import { addWhole, type ElementEditor } from "./edit-session.ts";
import { keyNamesIn, requireSingleton } from "./key-attributes.ts";
import type { Change, PlannedEdit, ReadConfiguration } from "./plan-change.ts";

/**
 * Reads what {@link planChange} compares: the key attributes and the elements of the types of a change, from
 * the editing configuration.
 *
 * @throws {OptionError} if the device reports no key attributes of a type that is not a singleton.
 */
export async function readForChange(
  elements: Pick<Elements, "list" | "metadata" | "types">,
  change: Change,
  options: RequestOptions = {},
): Promise<ReadConfiguration> {
  const keys: [string, readonly string[]][] = [];
  const found = [];
  let types: readonly ElementType[] | undefined;
  for (const type of new Set(change.elements.map(({ type }) => type))) {
    const names = keyNamesIn(await elements.metadata(type, options));
    if (names.length === 0) {
      types ??= await elements.types(options);
      requireSingleton("change", type, types);
    }
    keys.push([type, names]);
    try {
      for await (const element of elements.list(type, options)) found.push(element);
    } catch (error) {
      // A device may answer 404 if there is no element of the type.
      if (!(error instanceof DeviceError) || error.code !== "not-found") throw error;
    }
  }
  return { keys: Object.fromEntries(keys), elements: found };
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
