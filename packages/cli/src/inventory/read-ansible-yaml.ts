import { UsageError } from "../errors.ts";
import type { Section } from "../settings/read-settings-file.ts";
import { Groups, type InventoryHost } from "./groups.ts";

/**
 * Reads an Ansible inventory in the YAML format.
 *
 * @throws {UsageError} With file and line.
 */
export function readAnsibleYaml(root: Section): InventoryHost[] {
  const groups = new Groups();
  const read = (name: string, group: Section | undefined) => {
    groups.add(name);
    for (const { key, place } of group?.entries ?? []) {
      if (!["hosts", "vars", "children"].includes(key)) {
        throw new UsageError(`${place}: expected hosts, vars or children`);
      }
    }
    for (const { key, place, section } of sectionsOf(group, "hosts")) {
      groups.addHosts(name, key, place, section?.entries ?? []);
    }
    for (const variable of sectionOf(group, "vars")?.entries ?? []) {
      groups.addVariable(name, variable);
    }
    for (const { key, place, section } of sectionsOf(group, "children")) {
      groups.addChild(name, key, place);
      read(key, section);
    }
  };
  for (const { key, section } of children(root)) read(key, section);
  return groups.hosts();
}

function sectionsOf(group: Section | undefined, key: string) {
  const section = sectionOf(group, key);
  return section ? children(section) : [];
}

function children(section: Section) {
  return section.entries.map(({ key, place }) => ({
    key,
    place,
    section: sectionOf(section, key),
  }));
}

/** Returns the map under a key. Ansible allows an empty value in place of one. */
function sectionOf(section: Section | undefined, key: string): Section | undefined {
  const entry = section?.entries.find((one) => one.key === key);
  return entry === undefined || entry.value === null ? undefined : section?.section(key);
}
