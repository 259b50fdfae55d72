import { table } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";

/**
 * The exit codes of the command line, as its help says them.
 *
 * @param help - what `asyncstatus --help-all` says, as in `packages/cli/HELP.md`
 * @throws {Error} where it says none
 */
export function exitCodesPage(help: string, order: number): Page {
  return {
    path: "reference/exit-codes",
    title: "Exit codes of the command line",
    navigation: "Exit codes",
    description: "What each exit code of asyncstatus means, for scripts and pipelines.",
    order,
    body: `
${table(
  ["code", "meaning"],
  exitCodesIn(help).map(({ code, meaning }) => [`\`${code}\``, meaning]),
)}
A code above 0 is no reason to try again by itself. After 1, the device has said why. After 3 and 5 the
request may be at work still, or may have taken effect: look at the evidence first, or take the wait up again.

Where several devices are worked on, the worst counts; [the command line](/packages/asyncstatus.md#in-scripts)
says in which order. \`asyncstatus-contract\` has [exit codes of its own](/packages/contract.md#verify-a-device).
`,
  };
}

/** The exit codes in the help of the command line. */
export function exitCodesIn(help: string): { code: number; meaning: string }[] {
  const [, list = ""] = /^Exit codes.*\n((?: {2}\d+ .*\n)+)/m.exec(help) ?? [];
  const codes = [...list.matchAll(/^ {2}(\d+) +(.*)$/gm)].map(([, code, meaning = ""]) => ({
    code: Number(code),
    meaning,
  }));
  if (codes.length === 0) throw new Error("The help of the command line says no exit codes.");
  return codes;
}
