import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
} from "yaml";
import { boundYaml } from "./bound-yaml.ts";
import { checkScenario, type Path } from "./check-scenario.ts";
import type { Scenario } from "./scenario.ts";
import { ScenarioError } from "./scenario-error.ts";

const maxLength = 64 * 1024;

/**
 * Reads a scenario from its text, YAML 1.2 or JSON.
 *
 * Refused is whatever a text of a stranger could do harm with: aliases, tags, more than one
 * document, and more than 64 K characters.
 *
 * @param source The name of the file, for the error.
 * @throws {ScenarioError}
 */
export function readScenario(text: string, source = "scenario"): Scenario {
  const fail = (message: string, offset?: number): never => {
    const place = offset === undefined ? {} : placeOf(lines, offset);
    throw new ScenarioError(source, [{ ...place, path: "", message }]);
  };
  const lines = new LineCounter();
  if (text.length > maxLength) fail(`Expected at most ${maxLength} characters, got ${text.length}`);
  const refusal = boundYaml(text);
  if (refusal) throw new ScenarioError(source, [{ ...refusal, path: "" }]);
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      stringKeys: true,
      logLevel: "error",
      prettyErrors: false,
    });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) fail(problem.message, problem.pos[0]);
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return checkScenario(value, source, (path, isKey) => {
      const node = keyAt(document, path, isKey) ?? nearest(path, (to) => document.getIn(to, true));
      return placeOf(lines, node?.range?.[0] ?? 0);
    });
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    if (error instanceof ReferenceError) return fail("Aliases are not allowed");
    throw error;
  }
}

/** The key of an entry, where it is the key that is meant. */
function keyAt(document: Document, path: Path, isKey: boolean): Node | undefined {
  const map = document.getIn(path.slice(0, -1), true);
  if (!isKey || !isMap<Node>(map)) return undefined;
  return map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
}

/** The innermost node on the way that is there. */
function nearest(path: Path, getIn: (path: Path) => unknown) {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = getIn(path.slice(0, length));
    if (isNode(node)) return node;
  }
  return undefined;
}

function placeOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
