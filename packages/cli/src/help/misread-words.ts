import type { RouteMap } from "@stricli/core";
import type { Context } from "../context.ts";
import { shellWord } from "../program-name.ts";
import { flagOf } from "../settings/setting-definitions.ts";
import { type Flag, findTarget, type NamedTarget, type Parameters } from "./command-help.ts";

/** Describes the first word that the parser would misread. Undefined if there is none. */
export function describeMisreadWord(
  root: RouteMap<Context>,
  argv: readonly string[],
): string | undefined {
  const found = findTarget(root, argv);
  const words = argv.slice(found.words.length);
  if ("getAllEntries" in found.target) return describeEarlyOptions(root, found, words);
  const parameters = found.target.parameters as Parameters;
  const flags: ReadonlyMap<string, Flag> = new Map(
    Object.entries(parameters.flags ?? {}).map(([name, flag]) => [flagOf(name), flag]),
  );
  const letters = Object.keys(parameters.aliases ?? {});
  let isValue = false;
  for (const word of words) {
    if (word === "--") return undefined;
    const problem = isValue ? undefined : describeWord(word, new Set(flags.keys()), letters);
    if (problem !== undefined) return problem;
    const flag: Flag | undefined = isValue ? undefined : flags.get(flagOf(word.replace(/^--/, "")));
    isValue = flag?.kind === "parsed" && !flag.inferEmpty;
  }
  return undefined;
}

/** The parser takes some words with a dash for arguments, and a name after one dash for letters. */
function describeWord(
  word: string,
  options: ReadonlySet<string>,
  letters: readonly string[],
): string | undefined {
  if (word.startsWith("---")) return `unknown option ${word}`;
  const [, dashes = "", name = "", value] = /^(--?)([a-z][\w.-]*)?(?:=(.*))?$/is.exec(word) ?? [];
  if (dashes === "" || word === "-" || /^-[.\d]/.test(word)) return undefined;
  if (dashes === "-" && [...name].every((letter) => letters.includes(letter))) return undefined;
  if (name.length === 1 && dashes === "-") return undefined;
  const option = flagOf(name);
  const isKnown = options.has(option);
  if (dashes === "--" && name.length > 1 && value !== "") return undefined;
  if (dashes === "--" && isKnown) return `${option}: expected a value`;
  const meant = dashes === "--" && letters.includes(name) ? `-${name}` : isKnown && option;
  return `unknown option ${dashes}${name}${meant ? `; did you mean ${meant}?` : ""}`;
}

/** Describes options that stand before the command. */
function describeEarlyOptions(
  root: RouteMap<Context>,
  { name, words: path }: NamedTarget,
  words: readonly string[],
): string | undefined {
  if (!words[0]?.startsWith("-")) return undefined;
  const at = words.findIndex(
    (word) => findTarget(root, [...path, word]).words.length > path.length,
  );
  const command = findTarget(root, [...path, ...(at === -1 ? [] : words.slice(at))]);
  const depth = command.words.length - path.length;
  const options = at === -1 ? words : [...words.slice(0, at), ...words.slice(at + depth)];
  const full = at === -1 ? `${name} COMMAND` : command.name;
  return `options follow the command: ${[full, ...options.map(shellWord)].join(" ")}`;
}
