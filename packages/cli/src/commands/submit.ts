import type { Operation, Sbc, SubmitOptions } from "@asyncstatus/client";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { submitAndWait } from "../run/submit-and-wait.ts";
import { command, type HostFlags, submitFlags, yesFlag } from "./command.ts";

export const verify = submit("verify", (sbc, options) => sbc.verify(options), {
  brief: "verify the edited configuration",
  example: "--json",
});

export const save = submit("save", (sbc, options) => sbc.save(options), {
  brief: "save the edited configuration",
  example: "--wait-for-lock 10m",
});

export const activate = submit("activate", (sbc, options) => sbc.activate(options), {
  brief: "activate the saved configuration",
  description: "Makes the saved configuration the running one. Asks on a terminal.",
  example: "--timeout 30m",
  question: (hosts) => `Activate the saved configuration of ${hosts}?`,
});

function submit(
  name: string,
  send: (sbc: Sbc, options: SubmitOptions) => Promise<Operation>,
  {
    example,
    question,
    ...docs
  }: {
    readonly brief: string;
    readonly description?: string;
    readonly example: string;
    readonly question?: (hosts: string) => string;
  },
) {
  return command<HostFlags & { readonly yes?: boolean | undefined }>({
    ...docs,
    examples: ["[options]", example],
    flags: { ...submitFlags, ...(question && { yes: yesFlag }) },
    action: (io, { yes = false, ...flags }) =>
      runOnHosts(
        io,
        flags,
        name,
        (run) => submitAndWait(run, name, send),
        yes ? undefined : question,
      ),
  });
}
