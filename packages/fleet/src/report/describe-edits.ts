import type { PlannedEdit } from "@asyncstatus/client";
import type { UnitChange } from "../ledger/ledger.ts";

/** Describes what a rollout edits on a unit: a line for each element, and the backup without the edits. */
export function describeEdits({ edits, backup }: Pick<UnitChange, "edits" | "backup">): string[] {
  return [
    ...edits.map(describeEdit),
    ...(backup === undefined ? [] : [`backup before the edits: ${backup}`]),
  ];
}

function describeEdit(edit: PlannedEdit): string {
  const key = pairsOf(edit.key);
  const head = [edit.action, edit.element.type, ...key].join(" ");
  if (edit.action === "delete") return head;
  const values =
    edit.action === "add"
      ? pairsOf(edit.element.attributes ?? {}).filter((pair) => !key.includes(pair))
      : edit.changes.map((change) =>
          "name" in change
            ? `${change.name} from ${valuesText(change.from)} to ${valuesText(change.to)}`
            : "sub-elements",
        );
  return values.length === 0 ? head : `${head}: ${values.join(", ")}`;
}

function pairsOf(attributes: Readonly<Record<string, string | readonly string[]>>): string[] {
  return Object.entries(attributes).map(([name, value]) => `${name}=${[value].flat().join(" ")}`);
}

function valuesText(values: readonly string[]): string {
  return values.length === 0 ? "none" : JSON.stringify(values.join(" "));
}
