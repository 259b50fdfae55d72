import type { AttributeMetadata } from "@asyncstatus/model";
import type { ConfigurationElement } from "../elements/element.ts";
import type { Elements } from "../elements/elements.ts";
import type { RequestOptions } from "../operation/submit.ts";
import { keyNamesIn, keyNamesOf, keyOf, requireSingleton } from "./key-attributes.ts";
import { type Change, planChange } from "./plan-change.ts";

/**
 * Tells from the running configuration if a change got into effect. It shows the effect, not the user that
 * caused it, and nothing if the change was running before.
 */
export interface RunningWitness {
  /** True if the running configuration had the change already. */
  readonly ranBefore: boolean;
  /** Reads the elements of the change again. Returns true if the running configuration has the change. */
  runsNow(options?: RequestOptions): Promise<boolean>;
}

/** Reads the elements of a change in the running configuration. */
export async function witnessRunning(
  elements: Pick<Elements, "get" | "metadata" | "types">,
  change: Change,
  options: RequestOptions = {},
): Promise<RunningWitness> {
  const keys: Record<string, readonly string[]> = {};
  const metadata: Record<string, readonly AttributeMetadata[]> = {};
  for (const type of new Set(change.elements.map(({ type }) => type))) {
    const attributes = await elements.metadata(type, options);
    const names = keyNamesIn(attributes);
    if (names.length === 0) requireSingleton("change", type, await elements.types(options));
    keys[type] = names;
    metadata[type] = attributes;
  }
  // Refuses an invalid change, before an element is read by its key.
  planChange(change, { keys, metadata, editing: [] });
  const runs = async (options: RequestOptions) => {
    const running: ConfigurationElement[] = [];
    for (const { type, attributes } of change.elements) {
      const key = keyOf(attributes, keyNamesOf(keys, type) ?? []);
      const element = await elements.get(type, key, { ...options, running: true });
      if (element) running.push(element);
    }
    return planChange(change, { keys, editing: running }).length === 0;
  };
  return { ranBefore: await runs(options), runsNow: (options = {}) => runs(options) };
}
