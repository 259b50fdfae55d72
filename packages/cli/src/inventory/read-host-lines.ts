import { readCheckedFile } from "@asyncstatus/contract/options";
import { UsageError } from "../errors.ts";
import type { Place } from "../settings/read-yaml-file.ts";
import { Groups, type InventoryEntry, type InventoryHost } from "./groups.ts";

// Not the package `ini`: it can't read lines with a host and its variables, and reports no line numbers.

const sectionLine = /^\[([\w.-]+)(?::(\w+))?\]$/;
const ipv6 = /^\[[0-9a-f:.]+\](:\d+)?$/i;

/**
 * Reads a file with one host a line, or an Ansible inventory in the INI format: groups, variables, children and
 * ranges.
 *
 * @returns undefined if the file doesn't exist.
 * @throws {UsageError} With file and line. The message doesn't quote the file, which may be a link to another one.
 */
export function readHostLines(file: string): InventoryHost[] | undefined {
  const read = readCheckedFile(file, "settings");
  if (!read) return undefined;
  const groups = new Groups();
  // The variables of a group don't define it.
  const defined = new Set(["all", "ungrouped"]);
  const named: { readonly group: string; readonly place: Place }[] = [];
  let group = "ungrouped";
  let kind = "hosts";
  for (const [index, raw] of read.text.split(/\r?\n/).entries()) {
    const place = `${file}:${index + 1}`;
    const line = raw.trim();
    if (line === "" || /^[#;]/.test(line)) continue;
    const section = sectionLine.exec(line);
    if (section) {
      [, group = "", kind = "hosts"] = section;
      if (!["hosts", "vars", "children"].includes(kind)) {
        throw expected(place, "[GROUP:vars] or [GROUP:children]");
      }
      if (kind === "vars") named.push({ group, place });
      else {
        defined.add(group);
        groups.add(group);
      }
    } else if (kind === "vars") groups.addVariable(group, variableOf(line, place));
    else if (kind === "children") {
      const [child = ""] = wordsOf(line, place);
      groups.addChild(group, child, place);
      named.push({ group: child, place });
    } else addHosts(groups, group, line, place);
  }
  const missing = named.find((one) => !defined.has(one.group));
  if (missing) throw new UsageError(`${missing.place}: no such group`);
  return groups.hosts();
}

function addHosts(groups: Groups, group: string, line: string, place: Place): void {
  const [pattern = "", ...more] = wordsOf(line, place);
  const isHost = /^[^\s=,;{}"'[\]]+$/.test(pattern.replace(/\[\w+:\w+(:\d+)?\]/g, "x"));
  if (!(isHost || ipv6.test(pattern)) || pattern.endsWith(":") || pattern.startsWith("-")) {
    throw expected(
      place,
      "a host",
      "A YAML or JSON file needs a name that ends with .yaml or .json.",
    );
  }
  groups.addHosts(
    group,
    pattern,
    place,
    more.map((word) => variableOf(word, place)),
  );
}

function variableOf(text: string, place: Place): InventoryEntry {
  const [, key, value = ""] = /^([\w.-]+)\s*=\s*(.*)$/.exec(text) ?? [];
  if (key === undefined) throw expected(place, "KEY=VALUE");
  return { key, place, value: value.replace(/^(["'])(.*)\1$/, "$2") };
}

/** Splits a line into words, with quotes around spaces, up to a comment. */
function wordsOf(line: string, place: Place): string[] {
  const words: string[] = [];
  const word = /\s*(?:(#.*)|((?:[^\s"'#]|"[^"]*"|'[^']*'|(?<=\S)#)+))/y;
  while (word.lastIndex < line.length) {
    const found = word.exec(line);
    if (!found) throw expected(place, "a closing quote");
    if (found[1] !== undefined) break;
    words.push((found[2] ?? "").replace(/(["'])(.*?)\1/g, "$2"));
  }
  return words;
}

function expected(place: Place, what: string, hint?: string): UsageError {
  return new UsageError(`${place}: expected ${what}`, hint);
}
