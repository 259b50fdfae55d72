import { dirname } from "node:path";

/** The imports of each file or folder. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** Returns one cycle of each group of nodes that reach each other, as a path without its end. */
export function cyclesOf(graph: Graph): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const start of [...graph.keys()].sort()) {
    if (done.has(start)) continue;
    const cycle = shortestCycle(graph, start);
    if (!cycle) continue;
    cycles.push(cycle);
    for (const node of reachable(graph, start)) {
      if (reachable(graph, node).has(start)) done.add(node);
    }
  }
  return cycles;
}

function shortestCycle(graph: Graph, start: string): string[] | undefined {
  const paths = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of graph.get(path.at(-1) ?? "") ?? []) {
      if (next === start) return path;
      if (!seen.has(next)) paths.push([...path, next]);
      seen.add(next);
    }
  }
  return undefined;
}

function reachable(graph: Graph, start: string): Set<string> {
  const seen = new Set<string>();
  const rest = [start];
  for (const node of rest) {
    for (const next of graph.get(node) ?? []) {
      if (!seen.has(next)) rest.push(next);
      seen.add(next);
    }
  }
  return seen;
}

/** Returns the graphs of folders that are in the same folder, at every depth below `root`. */
export function folderGraphs(files: Graph, root: string): Graph[] {
  const parents = new Map<string, Map<string, Set<string>>>();
  for (const [file, imports] of files) {
    for (const imported of imports) {
      const [parent, from, to] = diverge(file, imported);
      if (!parent.startsWith(root) || from === to) continue;
      const graph = parents.get(parent) ?? new Map<string, Set<string>>();
      parents.set(parent, graph);
      graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
  }
  return [...parents.values()].map(
    (graph) => new Map([...graph].map(([folder, others]) => [folder, [...others]])),
  );
}

/** Returns the common folder of two files, and the folders in it that hold them, if there are. */
function diverge(file: string, other: string): [parent: string, from: string, to: string] {
  const [a, b] = [dirname(file).split("/"), dirname(other).split("/")];
  const depth = a.findIndex((name, index) => name !== b[index]);
  // One of the files is in a folder that holds the folder of the other.
  if (depth < 0 || depth >= b.length) return ["", "", ""];
  const path = (names: readonly string[]) => names.slice(0, depth + 1).join("/");
  return [a.slice(0, depth).join("/"), path(a), path(b)];
}
