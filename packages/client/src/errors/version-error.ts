import type { RestVersion } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** What was to be asked for is not there in the REST version that is spoken. Nothing was sent. */
export class VersionError extends AsyncStatusError {
  override readonly name = "VersionError";
  readonly code = "not-in-version";
  /** The request that was not sent. */
  readonly operationId: OperationId;
  /** The version that is spoken. */
  readonly version: RestVersion;
  /** The versions in which it can be asked for. */
  readonly versions: readonly RestVersion[];

  constructor(
    operationId: OperationId,
    what: string,
    version: RestVersion,
    versions: readonly RestVersion[],
  ) {
    super(
      `REST ${version} has no ${what}. Nothing was sent. Connect with version ${versions.join(" or ")}, ` +
        "if the device serves it: supportedVersions() tells.",
    );
    this.operationId = operationId;
    this.version = version;
    this.versions = versions;
  }
}
