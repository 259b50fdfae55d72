import {
  describePath,
  describeYamlProblem,
  escapeForTerminal,
  parseDuration,
} from "@asyncstatus/model/text";
import { Ajv, type ErrorObject } from "ajv";
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
} from "yaml";
import type { ApplyChange, CommitChange, Day, Gates, Plan, Selection, StopRules } from "./plan.ts";
import { PlanError, type PlanProblem } from "./plan-error.ts";
import { planSchema } from "./plan-schema.ts";
import { windowProblem } from "./window.ts";

const maxLength = 64 * 1024;
const defaultBackup = "pre-{rollout}-{device}";

type Path = readonly (string | number)[];

interface CheckFile {
  readonly command: string;
  readonly timeout?: string;
}

/** A plan as it is in a file. */
interface PlanFile {
  readonly rollout: 1;
  readonly select?: Selection;
  readonly change: CommitChange | (Pick<ApplyChange, "apply"> & Partial<ApplyChange>);
  readonly waves: readonly {
    readonly name: string;
    readonly select?: Selection;
    readonly count?: number;
    readonly percent?: number;
    readonly soak?: string;
    readonly approve?: boolean;
  }[];
  readonly limits?: Partial<Plan["limits"]>;
  readonly window?: {
    readonly timezone: string;
    readonly days?: readonly Day[];
    readonly from: string;
    readonly to: string;
    readonly lastStart?: string;
  };
  readonly gates?: {
    readonly before?: Gates["before"];
    readonly after?: readonly ("healthy" | CheckFile)[];
    readonly timeout?: string;
  };
  readonly stop?: Partial<StopRules>;
  readonly onStop?: Plan["onStop"];
}

const validate = new Ajv({
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  strictTypes: false,
}).compile<PlanFile>(planSchema);

/**
 * Reads a plan from YAML 1.2 or JSON.
 *
 * @param source The name of the file, for the error.
 * @throws {PlanError} With the line and the column of each problem.
 */
export function readPlan(text: string, source = "plan"): Plan {
  const lines = new LineCounter();
  const placeOf = (offset: number) => {
    const { line, col: column } = lines.linePos(offset);
    return { line, column };
  };
  const refuse = (message: string, offset = 0): never => {
    throw new PlanError(source, [{ ...placeOf(offset), path: "", message }]);
  };
  if (text.length > maxLength) {
    throw new PlanError(source, [{ path: "", message: `longer than ${maxLength} characters` }]);
  }
  const { document, value } = parse(text, lines, refuse);
  const problem = (path: Path, message: string, isKey = false): PlanProblem => {
    const node = keyAt(path, isKey) ?? nearest(path);
    return { ...placeOf(node?.range?.[0] ?? 0), path: describePath(path), message };
  };
  const keyAt = (path: Path, isKey: boolean): Node | undefined => {
    const map = document.getIn(path.slice(0, -1), true);
    if (!isKey || !isMap<Node>(map)) return undefined;
    return map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
  };
  const nearest = (path: Path): Node | undefined => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node;
    }
    return undefined;
  };
  const problems = validate(value)
    ? ruleProblems(value, problem)
    : (validate.errors ?? []).map((error) => schemaProblem(error, problem));
  if (problems.length > 0) throw new PlanError(source, problems);
  return withDefaults(value as PlanFile);
}

function parse(
  text: string,
  lineCounter: LineCounter,
  refuse: (message: string, offset?: number) => never,
): { readonly document: Document; readonly value: unknown } {
  try {
    const document = parseDocument(text, {
      lineCounter,
      stringKeys: true,
      logLevel: "error",
      prettyErrors: false,
    });
    const [syntax] = [...document.errors, ...document.warnings];
    if (syntax) {
      refuse(`invalid YAML or JSON: ${describeYamlProblem(syntax.code)}`, syntax.pos[0]);
    }
    return { document, value: document.toJS({ maxAliasCount: 0 }) };
  } catch (error) {
    if (error instanceof ReferenceError) refuse("aliases aren't allowed");
    throw error;
  }
}

type ToProblem = (path: Path, message: string, isKey?: boolean) => PlanProblem;

function schemaProblem(error: ErrorObject, problem: ToProblem): PlanProblem {
  const { instancePath, keyword, params, parentSchema } = error;
  const path = instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  if (keyword === "additionalProperties") {
    return problem([...path, params.additionalProperty], "unknown key", true);
  }
  if (keyword === "required") return problem([...path, params.missingProperty], "missing");
  if (keyword === "uniqueItems") return problem(path, "the same value twice");
  return problem(path, `expected ${parentSchema?.title ?? error.message}`);
}

/** Finds what the schema can't express. */
function ruleProblems({ change, waves, window, onStop }: PlanFile, problem: ToProblem) {
  const problems: PlanProblem[] = changeProblems(change, problem);
  if (onStop === "rollback" && "commit" in change) {
    problems.push(problem(["onStop"], "rollback needs change.apply: a commit makes no backup"));
  }
  for (const [index, { name, count, percent, approve }] of waves.entries()) {
    const path = ["waves", index];
    if (waves.findIndex((other) => other.name === name) < index) {
      problems.push(problem([...path, "name"], "another wave has this name"));
    }
    if (escapeForTerminal(name) !== name) {
      problems.push(problem([...path, "name"], "must not contain control characters"));
    }
    if (count !== undefined && percent !== undefined) {
      problems.push(problem([...path, "percent"], "can't be combined with count", true));
    }
    if (approve && index === waves.length - 1) {
      problems.push(
        problem([...path, "approve"], "no wave follows that could wait for the approval", true),
      );
    }
  }
  const wrong = window && windowProblem(withLastStart(window));
  if (wrong) problems.push(problem(["window", wrong.key], wrong.message));
  return problems;
}

function changeProblems(change: PlanFile["change"], problem: ToProblem): PlanProblem[] {
  const has = (key: string) => Object.hasOwn(change, key);
  if (!has("commit") && !has("apply")) return [problem(["change"], "expected commit or apply")];
  if (!has("commit")) return [];
  return ["apply", "backup"]
    .filter(has)
    .map((key) => problem(["change", key], "can't be combined with commit", true));
}

function withDefaults({ change, waves, limits, window, gates, stop, ...plan }: PlanFile): Plan {
  return {
    ...plan,
    change: "apply" in change ? { backup: defaultBackup, ...change } : change,
    waves: waves.map(({ soak, approve = false, ...wave }) => ({
      ...wave,
      soakMs: toMs(soak, 0),
      approve,
    })),
    limits: { total: 50, perGroup: 1, ...limits },
    ...(window && { window: withLastStart(window) }),
    gates: {
      before: gates?.before ?? [],
      after: (gates?.after ?? []).map((gate) =>
        gate === "healthy"
          ? gate
          : { command: gate.command, timeoutMs: toMs(gate.timeout, 60_000) },
      ),
      timeoutMs: toMs(gates?.timeout, 300_000),
    },
    stop: { failed: 1, unknown: 1, of: "rollout", ...stop },
    onStop: plan.onStop ?? "pause",
  };
}

function withLastStart({ lastStart, ...window }: NonNullable<PlanFile["window"]>) {
  return { ...window, lastStartMs: toMs(lastStart, 0) };
}

function toMs(text: string | undefined, byDefault: number): number {
  return text === undefined ? byDefault : (parseDuration(text) ?? byDefault);
}
