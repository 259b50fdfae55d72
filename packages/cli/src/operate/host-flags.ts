import type { TargetFlags } from "../config/resolve-targets.ts";
import type { OutputFlags } from "../output/reporter.ts";

type WaitSetting = "timeout" | "waitForLock" | "waitForIdle";

/** What every command that talks to devices takes. */
export interface HostFlags extends Omit<TargetFlags, WaitSetting>, OutputFlags {}

/** What every command takes that submits a request and waits for it. */
export interface SubmitFlags extends HostFlags, Pick<TargetFlags, WaitSetting> {}
