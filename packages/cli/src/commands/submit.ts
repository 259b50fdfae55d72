import type { Operation, Sbc, SubmitOptions } from "@asyncstatus/client";
import { runOnHosts } from "../run/run-on-hosts.ts";
import { submitAndWait } from "../run/submit-and-wait.ts";
import { command, type HostFlags, submitFlags } from "./command.ts";

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
  example: "--timeout 30m",
});

function submit(
  name: string,
  send: (sbc: Sbc, options: SubmitOptions) => Promise<Operation>,
  { brief, example }: { readonly brief: string; readonly example: string },
) {
  return command<HostFlags>({
    brief,
    examples: ["[options]", example],
    flags: submitFlags,
    action: (io, flags) => runOnHosts(io, flags, name, (run) => submitAndWait(run, name, send)),
  });
}
