import type { Command, RouteMap } from "@stricli/core";
import type { Context } from "../context.ts";
import { flagOf } from "../settings/setting-definitions.ts";
import { wrap } from "../terminal/terminal-style.ts";

/** Text of a command's help that its definition alone has. */
export interface CommandText {
  readonly description?: string | undefined;
  /** Arguments after the command's name. The first is the usage. */
  readonly examples: readonly string[];
  readonly arguments: readonly { readonly brief: string; readonly placeholder: string }[];
}

type Target = Command<Context> | RouteMap<Context>;

/** A command or a group of commands, with its full name. */
export interface NamedTarget {
  /** As in `asyncstatus config show`. */
  readonly name: string;
  /** The words of the command line that name it. */
  readonly words: readonly string[];
  readonly target: Target;
}

const texts = new WeakMap<object, CommandText>();
const width = 80;

/** Stores the text of a command's help. */
export function describeCommand(target: Command<Context>, text: CommandText): void {
  texts.set(target, text);
}

/** Returns the commands of a group, and of the groups in it. */
export function commandsIn(found: NamedTarget): NamedTarget[] {
  if (!("getAllEntries" in found.target)) return [found];
  return found.target
    .getAllEntries()
    .flatMap((entry) =>
      commandsIn(within(found, entry.name["convert-camel-to-kebab"], entry.target)),
    );
}

function within({ name, words }: NamedTarget, word: string, target: Target): NamedTarget {
  return { name: `${name} ${word}`, words: [...words, word], target };
}

/** Finds the command that the first words of a command line name, or the group of commands. */
export function findTarget(root: RouteMap<Context>, words: readonly string[]): NamedTarget {
  let found: NamedTarget = { name: "asyncstatus", words: [], target: root };
  for (const word of words) {
    if (!("getRoutingTargetForInput" in found.target)) break;
    const target = found.target.getRoutingTargetForInput(word);
    if (!target) break;
    found = within(found, word, target as Target);
  }
  return found;
}

/** Formats the help of a command, or of a group of commands. */
export function commandHelp(named: NamedTarget, showsAll: boolean): string {
  const { name, target } = named;
  const usage = `Usage: ${usageOf(named)}`;
  if ("getAllEntries" in target) return groupHelp(name, target, usage);
  const { description, examples = [], arguments: words = [] } = texts.get(target) ?? {};
  return sections([
    usage,
    wrapped(description ?? capitalize(target.brief)),
    ["Arguments", table(words.map(({ placeholder, brief }) => [placeholder, brief]))],
    ["Options", table(optionsOf(target, showsAll))],
    ["Examples", examples.slice(1).map((words) => `  ${name} ${words}`)],
  ]);
}

/** Wraps paragraphs, which an empty line separates. */
function wrapped(text: string): string {
  const paragraphs = text.split("\n\n").map((one) => one.replaceAll("\n", " "));
  return paragraphs.map((one) => wrap(one, width).join("\n")).join("\n\n");
}

/** Returns the usage of a command in one line. */
export function usageOf({ name, target }: NamedTarget): string {
  if ("getAllEntries" in target) return `${name} COMMAND [options]`;
  const words = texts.get(target)?.examples[0] ?? "";
  const options = words.includes("[options]") ? "" : "[options]";
  return [name, words, options].filter(Boolean).join(" ");
}

function groupHelp(name: string, target: RouteMap<Context>, usage: string): string {
  const commands = target
    .getAllEntries()
    .map((entry) => [entry.name["convert-camel-to-kebab"], entry.target.brief] as const);
  return sections([
    usage,
    capitalize(target.brief),
    ["Commands", table(commands)],
    `For more, run: ${name} COMMAND --help`,
  ]);
}

/** An option of a command. */
export interface Flag {
  readonly kind: string;
  readonly brief: string;
  readonly hidden?: boolean;
  readonly placeholder?: string;
  readonly inferEmpty?: boolean;
}

/** The parameters of a command. */
export interface Parameters {
  readonly flags?: Readonly<Record<string, Flag>>;
  readonly aliases?: Readonly<Record<string, string>>;
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
      return [`${short}${flagOf(flag)}${placeholderOf(definition)}`, definition.brief];
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

/** Aligns two columns, and wraps the second. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const column = Math.min(30, Math.max(0, ...rows.map(([left]) => left.length)) + 4);
  return rows.flatMap(([left, right]) => {
    const first = `  ${left}`.padEnd(column);
    const indent = " ".repeat(column);
    const isTooLong = first.length > column || !first.endsWith("  ");
    const lines = wrap(right, width, [isTooLong ? indent : first, indent]);
    return isTooLong ? [first.trimEnd(), ...lines] : lines;
  });
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
