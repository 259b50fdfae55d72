import { describeYamlProblem } from "@asyncstatus/model/text";
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
import type { Path } from "./json-schema.ts";
import { ScenarioError } from "./scenario-error.ts";
import { validate } from "./validate.ts";
import type { FleetScenario, Scenario, Validated } from "./validated.ts";

const maxLength = 64 * 1024;

/**
 * Reads a scenario from YAML 1.2 or JSON. The text may come from a stranger: aliases, tags, more than
 * one document and more than 64 K characters are refused.
 *
 * @param source The name of the file, for the error.
 * @throws {ScenarioError}
 */
export function readScenario(text: string, source?: string): Scenario {
  return read("scenario", text, source);
}

/**
 * Reads a fleet scenario, with the limits of {@link readScenario}.
 *
 * @throws {ScenarioError}
 */
export function readFleetScenario(text: string, source?: string): FleetScenario {
  return read("fleetScenario", text, source);
}

function read<Name extends "scenario" | "fleetScenario">(
  name: Name,
  text: string,
  source = "scenario",
): Validated[Name] {
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
    if (problem) {
      fail(`Invalid YAML or JSON: ${describeYamlProblem(problem.code)}`, problem.pos[0]);
    }
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return validate(name, value, source, (path, isKey) => {
      const node = keyAt(document, path, isKey) ?? nearest(path, (to) => document.getIn(to, true));
      return placeOf(lines, node?.range?.[0] ?? 0);
    });
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    if (error instanceof ReferenceError) return fail("Aliases are not allowed");
    throw error;
  }
}

/** Returns the key node at a path. */
function keyAt(document: Document, path: Path, isKey: boolean): Node | undefined {
  const map = document.getIn(path.slice(0, -1), true);
  if (!isKey || !isMap<Node>(map)) return undefined;
  return map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
}

/** Returns the innermost existing node on a path. */
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
