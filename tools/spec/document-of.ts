import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workspace } from "../paths.ts";
import { runProgram } from "../run.ts";
import { inVersion, versionsIn } from "./in-version.ts";
import type { JsonObject } from "./merge-patch.ts";

let bundle: JsonObject | undefined;

/** Returns the bundled OpenAPI document of all versions: the newest, with `x-in-version`. */
export function documentOfAll(): JsonObject {
  bundle ??= bundleOpenApi(join(workspace, "spec"));
  return bundle;
}

/** Returns the REST versions of the specification, newest first. */
export function specifiedVersions(): readonly string[] {
  return versionsIn(documentOfAll());
}

/** Returns the bundled OpenAPI document of one version. Throws as {@link inVersion} does. */
export function documentOf(version: string): JsonObject {
  return inVersion(documentOfAll(), version);
}

/** Bundles the OpenAPI document of all versions from a folder laid out like `spec/`. */
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
