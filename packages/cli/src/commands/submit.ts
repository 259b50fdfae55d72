import type { Operation, Sbc, SubmitOptions } from "@asyncstatus/client";
import { parseElement } from "@asyncstatus/contract/options";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { submitAndWait } from "../run/submit-and-wait.ts";
import { command } from "./command.ts";
import { argument, type HostFlags, submitFlags, textFlag, yesFlag } from "./flags.ts";

export const verify = submit("verify", (sbc, options) => sbc.verify(options), {
  brief: "verify the editing configuration",
  description: described("Verifies the editing configuration"),
  example: "--json",
});

export const save = submit("save", (sbc, options) => sbc.save(options), {
  brief: "save the editing configuration",
  description: described("Saves the editing configuration"),
  example: "--wait-for-lock 10m",
});

export const activate = command<
  HostFlags & { readonly yes?: boolean | undefined; readonly expect?: string | undefined },
  [...pairs: string[]]
>({
  brief: "activate the saved configuration",
  description: [
    "Makes the saved configuration the running one, waits for the result, and reports",
    "how certain it is. On a terminal, asks for confirmation.",
    "",
    "With --expect, reads an element of the running configuration before and after.",
    "If the element is as expected afterwards and wasn't before, the activate",
    "succeeded, even if the status doesn't show that it finished. If the activate",
    "succeeded but the element isn't as expected, the command fails.",
  ].join("\n"),
  examples: [
    "[options] [KEY=VALUE...]",
    "--timeout 30m",
    "--expect session-agent hostname=sa1 state=disabled",
  ],
  flags: {
    ...submitFlags,
    yes: yesFlag,
    expect: textFlag("element type to expect, with its key and other attributes", "type", false),
  },
  rest: argument("attribute of the expected element; include its key attributes", "key=value"),
  action: (io, { expect, ...flags }, ...pairs) =>
    runOnHosts(
      io,
      flags,
      "activate",
      (run) => {
        const expected = parseElement("--expect", expect, pairs);
        return submitAndWait(run, "activate", (sbc, options) => sbc.activate(options), expected);
      },
      (hosts) => `Activate the saved configuration of ${hosts}?`,
    ),
});

function described(action: string): string {
  return `${action} under the configuration lock, waits for the result, and reports how certain it is.`;
}

function submit(
  name: string,
  send: (sbc: Sbc, options: SubmitOptions) => Promise<Operation>,
  {
    brief,
    description,
    example,
  }: { readonly brief: string; readonly description: string; readonly example: string },
) {
  return command<HostFlags>({
    brief,
    description,
    examples: ["[options]", example],
    flags: submitFlags,
    action: (io, flags) => runOnHosts(io, flags, name, (run) => submitAndWait(run, name, send)),
  });
}
