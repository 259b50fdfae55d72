import type {
  AttributeChange,
  ChangePlan,
  ElementInput,
  PlannedEdit,
  SubElementInput,
} from "@asyncstatus/client";
import { escapeForTerminal, shellWord } from "@asyncstatus/model/text";
import type { Style, TerminalStyle } from "../terminal/terminal-style.ts";
import type { CommentedEdit, Plan, Unread } from "./command-result.ts";
import { describeValues } from "./describe-values.ts";
import type { CommandFor } from "./failure-result.ts";

type SubElements = NonNullable<ElementInput["subElements"]>;

const marks = {
  add: { sign: "+", color: "green" },
  update: { sign: "~", color: "yellow" },
  delete: { sign: "-", color: "red" },
} as const satisfies Record<PlannedEdit["action"], { sign: string; color: Style }>;

/** Formats a plan: added, changed and deleted elements. */
export function planLines(plan: Plan, style: TerminalStyle): string[] {
  const { comment, edits, edited, others, unread } = plan;
  return [
    ...commentLines(comment, "", style),
    ...edits.flatMap((edit) => editLines(edit, style, "wanted")),
    ...(edited.length === 0 ? [] : ["Edited before, but not running:"]),
    ...editsLines(edited, style),
    ...(others.length === 0 ? [] : ["Other edits that aren't running, which a commit includes:"]),
    ...editsLines(others, style),
    ...unreadLines(unread),
  ];
}

/** Formats the differences between two configurations. */
export function editsLines(edits: readonly CommentedEdit[], style: TerminalStyle): string[] {
  return edits.flatMap((edit) => editLines(edit, style, "read"));
}

/**
 * The origin of the sub-elements after a change. The device completes those that a change file wants with
 * defaults; those that were read from a device lack nothing.
 */
type Origin = "wanted" | "read";

/** Names the element types that could not be compared. */
export function unreadLines(unread: readonly Unread[]): string[] {
  return unread.map(({ type = "element types", reason, error = "" }) =>
    escapeForTerminal(
      reason === "hidden"
        ? `not compared: ${type}, because the device hides a value`
        : `not compared: ${type}: ${error}`,
    ),
  );
}

/** Describes a plan in a line. */
export function describePlan({ edits, edited, unread, isRunning }: ChangePlan): string {
  if (isRunning) return "nothing to do: the change is in the running configuration";
  if (edits.length > 0) return `plan: ${describeEdits(edits)}`;
  const isUnclear = edited.length === 0 && unread.length > 0;
  return isUnclear
    ? "the change is edited; whether it is running is unknown"
    : "plan: save and activate what was edited before";
}

/** Says what a plan doesn't show: it reads only the element types of its change. */
export function notCompared(commandFor: CommandFor): string {
  return `Other element types weren't compared; a commit includes their unsaved edits, too. To see them, run: ${commandFor("diff")}`;
}

/** Counts edits, as in `1 to add, 2 to update`. */
export function describeEdits(edits: readonly PlannedEdit[]): string {
  const actions = ["add", "update", "delete"] as const;
  return actions
    .map((action) => [edits.filter((edit) => edit.action === action).length, action] as const)
    .filter(([count]) => count > 0)
    .map(([count, action]) => `${count} to ${action}`)
    .join(", ");
}

function editLines(edit: CommentedEdit, style: TerminalStyle, origin: Origin): string[] {
  const { action, key, element, comment } = edit;
  const pairs = Object.entries(key).flatMap(([name, value]) =>
    [value].flat().map((one) => shellWord(`${name}=${one}`)),
  );
  return [
    painted(action, [element.type, ...pairs].join(" "), "", style),
    ...commentLines(comment, "    ", style),
    ...(action === "add" ? addedLines(element, key, style) : []),
    ...(action === "update"
      ? edit.changes.flatMap((one) => changeLines(one, "    ", style, origin))
      : []),
  ];
}

function addedLines(
  { attributes = {}, subElements = [] }: ElementInput,
  key: PlannedEdit["key"],
  style: TerminalStyle,
): string[] {
  const others = Object.entries(attributes).filter(([name]) => !Object.hasOwn(key, name));
  return [
    ...others.map(([name, value]) => plain(`${name}  ${describeValues([value].flat())}`, "    ")),
    ...subElements.flatMap((sub) => subElementLines("add", sub, "    ", style)),
  ];
}

function changeLines(
  change: AttributeChange,
  indent: string,
  style: TerminalStyle,
  origin: Origin,
): string[] {
  if ("subElements" in change) {
    return subElementsLines(change.from ?? [], change.to ?? [], indent, style, origin);
  }
  return [valueLine(change.name, change.from, change.to, indent, style)];
}

function valueLine(
  name: string,
  from: readonly string[],
  to: readonly string[],
  indent: string,
  { signs }: TerminalStyle,
): string {
  return plain(`${name}  ${describeValues(from)} ${signs.arrow} ${describeValues(to)}`, indent);
}

/** Compares sub-elements by their place, as the plan does. */
function subElementsLines(
  from: SubElements,
  to: SubElements,
  indent: string,
  style: TerminalStyle,
  origin: Origin,
): string[] {
  return Array.from({ length: Math.max(from.length, to.length) }).flatMap((_, index) => {
    const [before, after] = [from[index], to[index]];
    const isSame = before && after && (before.type ?? after.type) === (after.type ?? before.type);
    if (!isSame) {
      return [
        ...(before ? subElementLines("delete", before, indent, style) : []),
        ...(after ? subElementLines("add", after, indent, style) : []),
      ];
    }
    const names = new Set([
      ...(origin === "read" ? Object.keys(before.attributes ?? {}) : []),
      ...Object.keys(after.attributes ?? {}),
    ]);
    const inner = [
      ...[...names].flatMap((name) => {
        const [from, to] = [valuesOf(before, name), valuesOf(after, name)];
        const isEqual = JSON.stringify(from) === JSON.stringify(to);
        return isEqual ? [] : [valueLine(name, from, to, `${indent}    `, style)];
      }),
      ...(after.subElements
        ? subElementsLines(
            before.subElements ?? [],
            after.subElements,
            `${indent}    `,
            style,
            origin,
          )
        : []),
    ];
    const title = painted("update", after.type ?? "(no type)", indent, style);
    return inner.length === 0 ? [] : [title, ...inner];
  });
}

function valuesOf({ attributes = {} }: SubElementInput, name: string): readonly string[] {
  return Object.hasOwn(attributes, name) ? [attributes[name] ?? []].flat() : [];
}

function subElementLines(
  action: "add" | "delete",
  { type, attributes = {}, subElements = [] }: SubElementInput,
  indent: string,
  style: TerminalStyle,
): string[] {
  const values = Object.entries(attributes).map(
    ([name, value]) => `${name} ${describeValues([value].flat())}`,
  );
  return [
    painted(action, [type ?? "(no type)", values.join(", ")].join("  "), indent, style),
    ...subElements.flatMap((sub) => subElementLines(action, sub, `${indent}    `, style)),
  ];
}

function painted(
  action: PlannedEdit["action"],
  text: string,
  indent: string,
  style: TerminalStyle,
): string {
  const { sign, color } = marks[action];
  return indent + style.paint(`${sign} ${escapeForTerminal(text)}`, color);
}

function plain(text: string, indent: string): string {
  return indent + escapeForTerminal(text);
}

function commentLines(comment: string | undefined, indent: string, style: TerminalStyle): string[] {
  if (comment === undefined) return [];
  const lines = comment.trimEnd().split("\n");
  return lines.map((line) => indent + style.paint(`# ${escapeForTerminal(line)}`, "dim"));
}
