import type { Command, RouteMap } from "@stricli/core";
import type { Context } from "../context.ts";

/** Text of a command's help that its definition alone has. */
export interface CommandText {
  readonly description?: string | undefined;
  /** Arguments after the command's name. The first is the usage. */
  readonly examples: readonly string[];
}

type Target = Command<Context> | RouteMap<Context>;

/** A command or a group of commands, with its full name. */
export interface NamedTarget {
  /** As in `asyncstatus config show`. */
  readonly name: string;
  readonly target: Target;
}

const texts = new WeakMap<object, CommandText>();
const width = 80;

/** Stores the text of a command's help. */
export function describeCommand(target: Command<Context>, text: CommandText): void {
  texts.set(target, text);
}

/** Finds the command that the first words of a command line name, or the group of commands. */
export function findTarget(root: RouteMap<Context>, words: readonly string[]): NamedTarget {
  let found: NamedTarget = { name: "asyncstatus", target: root };
  for (const word of words) {
    if (!("getRoutingTargetForInput" in found.target)) break;
    const target = found.target.getRoutingTargetForInput(word);
    if (!target) break;
    found = { name: `${found.name} ${word}`, target: target as Target };
  }
  return found;
}

/** Formats the help of a command, or of a group of commands. */
export function commandHelp({ name, target }: NamedTarget, showsAll: boolean): string {
  if ("getAllEntries" in target) return groupHelp(name, target);
  const { description, examples } = texts.get(target) ?? { examples: ["[options]"] };
  const [usage = "", ...others] = examples;
  const options = optionsOf(target, showsAll);
  return sections([
    `Usage: ${name} ${withOptions(usage)}`,
    description ?? capitalize(target.brief),
    ["Arguments", table(argumentsOf(target))],
    ["Options", table(options)],
    ["Examples", others.map((words) => `  ${name} ${words}`)],
  ]);
}

/** Returns the usage of a command in one line. */
export function usageOf({ name, target }: NamedTarget): string {
  if ("getAllEntries" in target) return `${name} COMMAND [options]`;
  return `${name} ${withOptions(texts.get(target)?.examples[0] ?? "")}`;
}

function withOptions(usage: string): string {
  return usage.includes("[options]") ? usage : `${usage} [options]`.trimStart();
}

function groupHelp(name: string, target: RouteMap<Context>): string {
  const commands = target
    .getAllEntries()
    .map((entry) => [entry.name["convert-camel-to-kebab"], entry.target.brief] as const);
  return sections([
    `Usage: ${name} COMMAND [options]`,
    capitalize(target.brief),
    ["Commands", table(commands)],
    `For more, run: ${name} COMMAND --help`,
  ]);
}

interface Flag {
  readonly kind: string;
  readonly brief: string;
  readonly hidden?: boolean;
  readonly placeholder?: string;
  readonly variadic?: boolean;
  readonly inferEmpty?: boolean;
}

interface Parameters {
  readonly flags?: Readonly<Record<string, Flag>>;
  readonly aliases?: Readonly<Record<string, string>>;
  readonly positional?: {
    readonly parameters?: readonly { readonly brief: string; readonly placeholder?: string }[];
  };
}

function optionsOf(target: Command<Context>, showsAll: boolean): [string, string][] {
  const { flags = {}, aliases = {} } = target.parameters as Parameters;
  const letters = new Map(Object.entries(aliases).map(([letter, flag]) => [flag, letter]));
  const all = Object.entries(flags);
  const shown = all.filter(([, { hidden }]) => showsAll || !hidden);
  return [
    ...shown.map(([flag, definition]): [string, string] => {
      const letter = letters.get(flag);
      const short = letter === undefined ? "    " : `-${letter}, `;
      return [`${short}--${kebab(flag)}${placeholderOf(definition)}`, definition.brief];
    }),
    ["-h, --help", "show this help"],
    ...(all.length > shown.length || showsAll
      ? [["-H, --help-all", "show advanced options too"] as [string, string]]
      : []),
  ];
}

function placeholderOf({ kind, placeholder, inferEmpty }: Flag): string {
  if (kind === "boolean") return "";
  const value = (placeholder ?? "value").toUpperCase();
  return inferEmpty ? ` [${value}]` : ` ${value}`;
}

function argumentsOf(target: Command<Context>): [string, string][] {
  const { positional } = target.parameters as Parameters;
  return (positional?.parameters ?? []).map(({ brief, placeholder = "" }) => [placeholder, brief]);
}

/** Aligns two columns, and wraps the second. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const column = Math.min(30, Math.max(0, ...rows.map(([left]) => left.length)) + 4);
  return rows.flatMap(([left, right]) => {
    const lines = wrap(right, width - column);
    const first = `  ${left}`.padEnd(column);
    const isTooLong = first.length > column || !first.endsWith("  ");
    const indented = lines.map((line) => " ".repeat(column) + line);
    if (isTooLong) return [first.trimEnd(), ...indented];
    return [first + (lines[0] ?? ""), ...indented.slice(1)];
  });
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function sections(parts: readonly (string | readonly [string, readonly string[]])[]): string {
  const texts = parts.flatMap((part) => {
    if (typeof part === "string") return [part];
    const [title, lines] = part;
    return lines.length === 0 ? [] : [[`${title}:`, ...lines].join("\n")];
  });
  return `${texts.join("\n\n")}\n`;
}

function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
