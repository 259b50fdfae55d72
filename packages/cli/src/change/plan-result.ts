import {
  type ChangePlan,
  type ElementKey,
  OptionError,
  type PlannedEdit,
  type Sbc,
} from "@asyncstatus/client";
import { UsageError } from "../errors.ts";
import { type CommentedEdit, type Plan, unreadResult } from "../run/command-result.ts";
import type { HostRun } from "../run/host-run.ts";
import { findUnknownType } from "../run/require-types.ts";
import type { ChangeFile, ElementSource } from "./read-change-file.ts";

/** Creates the plan of a change as a part of a result, with the comments of the file. */
export function planResult(file: ChangeFile, { edits, unread, ...plan }: ChangePlan): Plan {
  const { comment } = file;
  return {
    ...(comment !== undefined && { comment }),
    edits: withComments(file, edits),
    ...plan,
    unread: unread.map(unreadResult),
  };
}

function withComments(file: ChangeFile, edits: readonly PlannedEdit[]): readonly CommentedEdit[] {
  const find = sourceFinder(file);
  return edits.map((edit) => {
    const comment = find(edit.element.type, edit.key)?.comment;
    return { ...edit, ...(comment !== undefined && { comment }) };
  });
}

/** Returns a function that finds where a change has an element, by its key attributes. */
export function sourceFinder({
  change,
  sources,
}: ChangeFile): (type: string, key: ElementKey) => ElementSource | undefined {
  const idOf = (attributes: ElementKey, names: readonly string[]) =>
    JSON.stringify(names.map((name) => [attributes[name] ?? []].flat()));
  const indexes = new Map<string, ReadonlyMap<string, ElementSource | undefined>>();
  return (type, key) => {
    // All elements of a type have the same key attributes.
    const names = Object.keys(key);
    const index =
      indexes.get(type) ??
      new Map(
        change.elements.flatMap((element, place) =>
          element.type === type ? [[idOf(element.attributes ?? {}, names), sources[place]]] : [],
        ),
      );
    indexes.set(type, index);
    return index.get(idOf(key, names));
  };
}

/**
 * Awaits the plan of a change.
 *
 * @throws {UsageError} With the place in the file, if the device has no such element type or the change is invalid.
 */
export async function withPlaces<Value>(
  run: HostRun,
  sbc: Sbc,
  { file, change, sources }: ChangeFile,
  planning: Promise<Value>,
): Promise<Value> {
  try {
    return await planning;
  } catch (error) {
    if (error instanceof OptionError) {
      const [, index] = /^elements\[(\d+)\]$/.exec(error.option) ?? [];
      throw new UsageError(`${sources[Number(index)]?.place ?? file}: ${error.reason}`);
    }
    const types = change.elements.map(({ type }) => type);
    const unknown = await findUnknownType(run, sbc, types, error);
    if (unknown !== undefined) {
      const { place } = sources[types.indexOf(unknown)] ?? {};
      throw new UsageError(`${place ?? file}: the device has no element type ${unknown}`);
    }
    throw error;
  }
}
