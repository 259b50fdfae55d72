import type { ElementContent } from "@asyncstatus/client";
import {
  type AttributeMetadata,
  describeAdditionalInfo,
  type ElementType,
} from "@asyncstatus/model";
import { escapeForTerminal } from "@asyncstatus/model/text";
import { columns } from "../terminal/columns.ts";
import type { TerminalStyle } from "../terminal/terminal-style.ts";
import type { CommandData } from "./command-result.ts";
import { describeValues } from "./describe-values.ts";
import { editsLines, planLines, unreadLines } from "./plan-lines.ts";

/** Formats what a command read from a device. Lines aren't wrapped, so that values can be copied. */
export function dataLines(data: CommandData, style: TerminalStyle): string[] {
  return [
    ...(data.elements ?? []).flatMap((element) => elementLines(element, style, "")),
    ...columns((data.types ?? []).map(typeRow)),
    ...columns((data.attributes ?? []).map(attributeRow)),
    ...(data.plan ? planLines(data.plan, style) : []),
    ...editsLines(data.comparison?.differences ?? [], style),
    ...unreadLines(data.comparison?.unread ?? []),
    ...bodyLines(data.response?.body ?? ""),
  ];
}

function elementLines(
  { type, attributes, subElements }: ElementContent & { readonly type?: string },
  style: TerminalStyle,
  indent: string,
): string[] {
  const rows = Object.entries(attributes).map(([name, values]) => [name, describeValues(values)]);
  return [
    indent + style.paint(escapeForTerminal(type ?? "(no type)"), "bold"),
    ...columns(rows).map((line) => `${indent}  ${line}`),
    ...subElements.flatMap((sub) => elementLines(sub, style, `${indent}  `)),
  ];
}

function typeRow({ name, description = "", single }: ElementType): string[] {
  return [name, single ? "singleton" : "", description];
}

function attributeRow({ name, key, type }: AttributeMetadata): string[] {
  return [name, key ? "key" : "", describeAdditionalInfo(type).join("; ")];
}

function bodyLines(body: string): string[] {
  if (body === "") return [];
  return body
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .map(escapeForTerminal);
}
