import type { RestVersion } from "@asyncstatus/model";
import type { OperationId } from "@asyncstatus/model/operations";
import { AsyncStatusError } from "./asyncstatus-error.ts";

/** The REST version in use does not have the request. Nothing was sent. */
export class VersionError extends AsyncStatusError {
  override readonly name = "VersionError";
  readonly code = "not-in-version";
  /** The request that was not sent. */
  readonly operationId: OperationId;
  /** The query parameter that the version does not have, as `filename` or `action=backup`. */
  readonly missing: string;
  /** The version in use. */
  readonly version: RestVersion;
  /** The versions that have the request. */
  readonly versions: readonly RestVersion[];

  constructor(
    operationId: OperationId,
    missing: string,
    version: RestVersion,
    versions: readonly RestVersion[],
  ) {
    super(
      `REST API ${version} does not support ${missing}. Nothing was sent. If the device supports ` +
        `${versions.join(" or ")}, connect with that version; supportedVersions() lists the versions.`,
    );
    this.operationId = operationId;
    this.missing = missing;
    this.version = version;
    this.versions = versions;
  }
}
