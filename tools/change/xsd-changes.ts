import type { Change, Size } from "./change.ts";
import { compareWords } from "./compare-maps.ts";
import { type Particle, readXsd } from "./xsd-model.ts";

/** Compares two schemas that each stand alone: what they allow, not how they are written. */
export function xsdChanges(before: string, after: string, place: string): Change[] {
  if (before === after) return [];
  const found = particleChanges(readXsd(before), readXsd(after), place);
  return found.length > 0
    ? found
    : [{ size: "patch", place, what: "is written in another way, and allows the same" }];
}

function particleChanges(before: Particle, after: Particle, place: string): Change[] {
  const major = (what: string): Change => ({ size: "major", place, what });
  if (before.kind !== after.kind) return [major(`${before.kind} became ${after.kind}`)];
  const occurs =
    before.occurs === after.occurs
      ? []
      : [major(`occurs ${after.occurs} times, in place of ${before.occurs}`)];
  if (before.kind === "any" || after.kind === "any") return occurs;
  if (before.kind !== "element" && after.kind !== "element") {
    return [...occurs, ...groupChanges(before, after, place)];
  }
  if (before.kind !== "element" || after.kind !== "element") return occurs;
  const { type: old } = before;
  const { type: now } = after;
  const at = `${place}/${after.name}`;
  return [
    ...occurs,
    ...(before.name === after.name ? [] : [major(`<${before.name}> became <${after.name}>`)]),
    ...(old.text === now.text
      ? []
      : [
          { size: "major", place: at, what: `holds ${now.text}, in place of ${old.text}` } as const,
        ]),
    ...compareWords(old.words, now.words, at),
    ...listChanges(old.content, now.content, at, true),
  ];
}

type Group = Exclude<Particle, { kind: "element" | "any" }>;

function groupChanges(before: Group, after: Group, place: string): Change[] {
  return listChanges(before.particles, after.particles, place, after.kind === "sequence");
}

/** Compares elements by their names, and everything else by its place. */
function listChanges(
  before: readonly Particle[],
  after: readonly Particle[],
  place: string,
  isOrdered: boolean,
): Change[] {
  const names = (particles: readonly Particle[]) =>
    particles.flatMap((particle) => (particle.kind === "element" ? particle.name : []));
  const find = (particles: readonly Particle[], name: string) =>
    particles.find((particle) => particle.kind === "element" && particle.name === name);
  const [old, now] = [names(before), names(after)];
  const stayed = old.filter((name) => now.includes(name));
  const staying = now.filter((name) => old.includes(name));
  const change = (size: Size, name: string, what: string): Change => {
    return { size, place: `${place}/${name}`, what };
  };
  return [
    ...old
      .filter((name) => !now.includes(name))
      .map((name) => change("major", name, "was removed")),
    ...now
      .filter((name) => !old.includes(name))
      .map((name) => {
        const isOptional = find(after, name)?.occurs.startsWith("0") ?? false;
        return change(isOptional ? "minor" : "major", name, "was added");
      }),
    ...(isOrdered && stayed.some((name, index) => name !== staying[index])
      ? [{ size: "major", place, what: `the order became ${staying.join(", ")}` } as const]
      : []),
    ...stayed.flatMap((name) => {
      const [one, other] = [find(before, name), find(after, name)];
      return one && other ? particleChanges(one, other, place) : [];
    }),
    ...othersChanges(before, after, place),
  ];
}

function othersChanges(
  before: readonly Particle[],
  after: readonly Particle[],
  place: string,
): Change[] {
  const [old, now] = [before, after].map((all) => all.filter(({ kind }) => kind !== "element")) as [
    Particle[],
    Particle[],
  ];
  if (old.length !== now.length) {
    return [{ size: "major", place, what: "has another content model" }];
  }
  return old.flatMap((particle, index) => {
    const other = now[index];
    return other ? particleChanges(particle, other, place) : [];
  });
}
