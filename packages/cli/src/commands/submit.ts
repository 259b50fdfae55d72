import type { Context } from "../context.ts";
import type { SubmitFlags } from "../operate/host-flags.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { submitAndWait } from "../operate/submit-and-wait.ts";

/** Has the device verify the edited configuration. */
export function verify(this: Context, flags: SubmitFlags): Promise<void> {
  return runOnHosts(this, flags, "verify", (run) =>
    submitAndWait(run, "verify", (sbc, options) => sbc.verify(options)),
  );
}

/** Has the device save the edited configuration. */
export function save(this: Context, flags: SubmitFlags): Promise<void> {
  return runOnHosts(this, flags, "save", (run) =>
    submitAndWait(run, "save", (sbc, options) => sbc.save(options)),
  );
}

/** Has the device make the saved configuration the running one. */
export function activate(this: Context, flags: SubmitFlags): Promise<void> {
  return runOnHosts(this, flags, "activate", (run) =>
    submitAndWait(run, "activate", (sbc, options) => sbc.activate(options)),
  );
}
