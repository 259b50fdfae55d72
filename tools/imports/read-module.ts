import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";

/** The facts of a module that are checked. */
export interface Module {
  /** The imported files of the same repository, with those of types and lazy imports. */
  readonly imports: readonly string[];
  /** The lines that parse an error's message. */
  readonly parsedMessages: readonly number[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly source?: Node | null;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly name?: string;
  readonly value?: unknown;
  readonly arguments?: readonly Node[];
}

const stringMethods =
  /^(match|matchAll|includes|startsWith|endsWith|split|search|indexOf|replace|replaceAll)$/;
const patternMethods = /^(exec|test)$/;

export function readModule(file: string, text: string): Module {
  const source = file.endsWith(".vue")
    ? (/<script[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? "")
    : text;
  const imports = new Set<string>();
  const parsedMessages: number[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const node = value as Node;
    const path = node.source?.value;
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
      imports.add(join(dirname(file), path.replace(/\?.*$/, "")));
    }
    if (node.type === "CallExpression" && isParsedMessage(node)) {
      parsedMessages.push(source.slice(0, node.start).split("\n").length);
    }
    Object.values(value).forEach(visit);
  };
  visit(parseSync(file.replace(/\.vue$/, ".ts"), source).program);
  return { imports: [...imports], parsedMessages };
}

/** True for calls such as `/x/.exec(error.message)` and `error.message.includes("x")`. */
function isParsedMessage({ callee, arguments: args = [] }: Node): boolean {
  const method = callee?.property?.name ?? "";
  if (patternMethods.test(method)) return args.some(isMessage);
  return stringMethods.test(method) && isMessage(callee?.object);
}

function isMessage(node: Node | undefined): boolean {
  return node?.type === "MemberExpression" && node.property?.name === "message";
}
