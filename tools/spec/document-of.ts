import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { runProgram } from "../run.ts";
import { inVersion, versionsIn } from "./in-version.ts";
import type { JsonObject } from "./merge-patch.ts";

let bundle: JsonObject | undefined;

/** The OpenAPI document of all versions, in one piece: the newest, with `x-in-version`. */
export function documentOfAll(): JsonObject {
  bundle ??= bundleOpenApi(join(workspace, "spec"));
  return bundle;
}

/** The REST versions of the specification, newest first. */
export function specifiedVersions(): readonly string[] {
  return versionsIn(documentOfAll());
}

/** The OpenAPI document of one version, in one piece. @throws {Error} as {@link inVersion} does. */
export function documentOf(version: string): JsonObject {
  return inVersion(documentOfAll(), version);
}

/** The OpenAPI document of all versions of a specification that is somewhere else. */
export function bundleOpenApi(spec: string): JsonObject {
  const scratch = mkdtempSync(join(tmpdir(), "asyncstatus-openapi-"));
  try {
    const file = join(scratch, "openapi.json");
    runProgram("redocly", ["bundle", join(spec, "openapi/openapi.yaml"), "--output", file]);
    return JSON.parse(readFileSync(file, "utf8"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
