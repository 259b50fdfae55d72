import type { OperationName } from "@asyncstatus/model";
import type { Context } from "../context.ts";
import { readHandle } from "../operate/handle-file.ts";
import type { HostFlags, SubmitFlags } from "../operate/host-flags.ts";
import { resumeAndWait } from "../operate/resume-and-wait.ts";
import { runOnHosts } from "../operate/run-on-hosts.ts";
import { waitForAnybody } from "../operate/wait-for-anybody.ts";
import { UsageError } from "../usage-error.ts";

export interface WaitFlags extends HostFlags, Pick<SubmitFlags, "timeout"> {
  readonly resume?: string | undefined;
}

/** Waits until a request has ended: one that was left, or whatever is in progress. */
export default function wait(
  this: Context,
  flags: WaitFlags,
  operation: OperationName | undefined,
): Promise<void> {
  const { resume } = flags;
  if (resume === undefined) {
    return runOnHosts(this, flags, "wait", (run) => waitForAnybody(run, operation));
  }
  // The file says on which device it was left.
  const withHost = {
    ...flags,
    get host() {
      return flags.host ?? [readHandle(resume).host];
    },
  };
  return runOnHosts(this, withHost, "wait", (run) => {
    if (operation) throw new UsageError("--resume and an operation exclude one another");
    return resumeAndWait(run, resume);
  });
}
