import { escapeForTerminal, hideUserInfo } from "@asyncstatus/model/text";

/** Prints a line on standard error. Its text may be from the device or the command line. */
export function printLine(
  { stderr }: { readonly stderr: { write(text: string): unknown } },
  text: string,
): void {
  stderr.write(`${escapeForTerminal(hideUserInfo(text))}\n`);
}
