import { table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";

/**
 * Creates the page of exit codes.
 *
 * @param help Output of `asyncstatus --help-all`.
 * @throws {Error} If it has no exit codes.
 */
export function exitCodesPage(help: string, order: number): Page {
  return {
    path: "reference/exit-codes",
    title: "Exit codes",
    description: "Exit codes of asyncstatus, for scripts and pipelines.",
    order,
    body: `
${table(
  ["code", "meaning"],
  exitCodesIn(help).map(({ code, meaning }) => [`\`${code}\``, meaning]),
)}
Don't retry after every exit code above 0. After 1, fix the problem that the device reported. After 3 and 5 the request
may still be running or may have succeeded: check the evidence, or resume the wait.

With several devices, the exit code is the worst one among them; [In scripts](/packages/asyncstatus.md#in-scripts) lists
the order.
\`asyncstatus-contract\` has [its own exit codes](/packages/contract.md#verify-a-device).
`,
  };
}

/** Finds the exit codes in the help. */
export function exitCodesIn(help: string): { code: number; meaning: string }[] {
  const [, list = ""] = /^Exit codes.*\n((?: {2}\d+ .*\n)+)/m.exec(help) ?? [];
  const codes = [...list.matchAll(/^ {2}(\d+) +(.*)$/gm)].map(([, code, meaning = ""]) => ({
    code: Number(code),
    meaning,
  }));
  if (codes.length === 0) throw new Error("The help has no exit codes.");
  return codes;
}
