import { UsageError } from "../errors.ts";
import type { Place } from "../settings/read-yaml-file.ts";
import { expandRanges, maxHosts } from "./expand-ranges.ts";

/** A key of an inventory with its value. */
export interface InventoryEntry {
  readonly key: string;
  readonly place: Place;
  readonly value: unknown;
}

/** A host of an inventory, with the settings and properties that the inventory has for it. */
export interface InventoryHost {
  readonly host: string;
  readonly place: Place;
  readonly entries: readonly InventoryEntry[];
}

interface Group {
  readonly hosts: Set<string>;
  readonly children: Map<string, Place>;
  readonly variables: Map<string, InventoryEntry>;
}

/** The variables of Ansible that are read. Others, and passwords, are ignored. */
const ansibleVariables: Readonly<Record<string, string>> = {
  ansible_host: "host",
  ansible_user: "user",
};
const prefix = "asyncstatus_";
/** Sets one label: `asyncstatus_label_role=access`. */
const labelPrefix = `${prefix}label_`;

/** The groups of an Ansible inventory. */
export class Groups {
  readonly #groups = new Map<string, Group>();
  readonly #hosts = new Map<
    string,
    { readonly place: Place; readonly variables: Map<string, InventoryEntry> }
  >();

  /** Adds a group, unless it was added. */
  add(name: string): void {
    this.#group(name);
  }

  /** Adds the hosts of a pattern. @throws {UsageError} If a range is invalid, or there are too many hosts. */
  addHosts(
    group: string,
    pattern: string,
    place: Place,
    variables: readonly InventoryEntry[],
  ): void {
    const names = expandRanges(pattern);
    if (!names) throw new UsageError(`${place}: invalid range`);
    for (const name of names) {
      const host = this.#hosts.get(name) ?? { place, variables: new Map() };
      for (const variable of variables) host.variables.set(variable.key, variable);
      this.#hosts.set(name, host);
      this.#group(group).hosts.add(name);
    }
    if (this.#hosts.size > maxHosts) throw new UsageError(`${place}: more than ${maxHosts} hosts`);
  }

  addVariable(group: string, variable: InventoryEntry): void {
    this.#group(group).variables.set(variable.key, variable);
  }

  addChild(group: string, child: string, place: Place): void {
    this.#group(group).children.set(child, place);
  }

  /**
   * Returns the hosts in order. The variables of a host override those of its groups, which override those of their
   * parents.
   *
   * @throws {UsageError} If a group contains itself.
   */
  hosts(): InventoryHost[] {
    const variables = new Map([...this.#hosts.keys()].map((host) => [host, new Map()] as const));
    const set = (host: string, given: ReadonlyMap<string, InventoryEntry>) => {
      for (const [key, variable] of given) variables.get(host)?.set(key, variable);
    };
    for (const { name, members } of this.#byDepth()) {
      const hosts = name === "all" ? this.#hosts.keys() : members;
      for (const host of hosts) set(host, this.#group(name).variables);
    }
    return [...this.#hosts].map(([host, own]) => {
      set(host, own.variables);
      return { host, place: own.place, entries: entriesOf(variables.get(host) ?? new Map()) };
    });
  }

  #group(name: string): Group {
    const group = this.#groups.get(name) ?? {
      hosts: new Set(),
      children: new Map(),
      variables: new Map(),
    };
    this.#groups.set(name, group);
    return group;
  }

  /** Returns the groups with their hosts, parents before children, then by name. */
  #byDepth(): { readonly name: string; readonly members: ReadonlySet<string> }[] {
    const members = new Map<string, Set<string>>();
    const open = new Set<string>();
    const visit = (name: string) => {
      if (members.has(name)) return;
      const { hosts, children } = this.#group(name);
      open.add(name);
      const all = new Set(hosts);
      for (const [child, place] of children) {
        if (open.has(child)) throw new UsageError(`${place}: the group contains itself`);
        visit(child);
        for (const host of members.get(child) ?? []) all.add(host);
      }
      open.delete(name);
      members.set(name, all);
    };
    for (const name of this.#groups.keys()) visit(name);
    // Children are complete before their parents.
    const parentsFirst = [...members.keys()].reverse();
    const depths = new Map(parentsFirst.map((name) => [name, name === "all" ? 0 : 1]));
    for (const name of parentsFirst) {
      for (const child of this.#group(name).children.keys()) {
        depths.set(child, Math.max(depths.get(child) ?? 0, (depths.get(name) ?? 0) + 1));
      }
    }
    const compare = (a: string, b: string) =>
      (depths.get(a) ?? 0) - (depths.get(b) ?? 0) || (a < b ? -1 : 1);
    return parentsFirst
      .sort(compare)
      .map((name) => ({ name, members: members.get(name) ?? new Set() }));
  }
}

/** Returns the settings and properties that variables set: those of ours override those of Ansible. */
function entriesOf(variables: ReadonlyMap<string, InventoryEntry>): InventoryEntry[] {
  const entries = new Map<string, InventoryEntry>();
  for (const [name, key] of Object.entries(ansibleVariables)) {
    const variable = variables.get(name);
    if (variable) entries.set(key, { ...variable, key });
  }
  const labels = new Map<string, InventoryEntry>();
  for (const [name, variable] of variables) {
    if (!name.startsWith(prefix)) continue;
    if (name.startsWith(labelPrefix)) {
      labels.set(name.slice(labelPrefix.length), variable);
      continue;
    }
    const key = name
      .slice(prefix.length)
      .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    entries.set(key, { ...variable, key });
  }
  const [first] = labels.values();
  if (first)
    entries.set("labels", withLabels(entries.get("labels") ?? { ...first, value: {} }, labels));
  return [...entries.values()];
}

/** Adds single labels to those of `asyncstatus_labels`, and overrides them. */
function withLabels(
  { place, value }: InventoryEntry,
  labels: ReadonlyMap<string, InventoryEntry>,
): InventoryEntry {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  const single = [...labels].map(([name, label]) => [name, label.value] as const);
  // Another value is refused with the other properties.
  const all = isMap ? Object.fromEntries([...Object.entries(value), ...single]) : value;
  return { key: "labels", place, value: all };
}
