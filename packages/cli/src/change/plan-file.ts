import {
  type ChangePlan,
  DeviceError,
  OptionError,
  type PlannedEdit,
  type Sbc,
} from "@asyncstatus/client";
import { UsageError } from "../errors.ts";
import { type CommentedEdit, type Plan, unreadResult } from "../run/command-result.ts";
import type { ChangeFile } from "./read-change-file.ts";

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

function withComments(
  { change, sources }: ChangeFile,
  edits: readonly PlannedEdit[],
): readonly CommentedEdit[] {
  const idOf = (type: string, key: PlannedEdit["key"], names: readonly string[]) =>
    JSON.stringify([type, ...names.map((name) => [key[name] ?? []].flat())]);
  return edits.map((edit) => {
    const names = Object.keys(edit.key);
    const id = idOf(edit.element.type, edit.key, names);
    const index = change.elements.findIndex(
      ({ type, attributes = {} }) =>
        type === edit.element.type && idOf(type, attributes, names) === id,
    );
    const comment = sources[index]?.comment;
    return { ...edit, ...(comment !== undefined && { comment }) };
  });
}

/**
 * Awaits the plan of a change.
 *
 * @throws {UsageError} With the place in the file, if the device has no such element type or the change is invalid.
 */
export async function withPlaces<Value>(
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
    if (error instanceof DeviceError && ["bad-request", "not-found"].includes(error.code)) {
      const known = (await sbc.elements.types()).map(({ name }) => name);
      const index = change.elements.findIndex(({ type }) => !known.includes(type));
      const { place } = sources[index] ?? {};
      const type = change.elements[index]?.type;
      if (place) throw new UsageError(`${place}: the device has no element type ${type}`);
    }
    throw error;
  }
}
