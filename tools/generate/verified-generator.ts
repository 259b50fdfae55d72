import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tools } from "../paths.ts";
import { runProgram } from "../run.ts";

// The version stands in openapitools.json too, where the command line of the generator reads it.
const version = "7.25.0";
const sha256 = "41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae";
const jar = join(tools, "node_modules/.cache/openapi-generator", `${version}.jar`);

/**
 * Makes sure that the JAR which the generator's command line is about to run is the one that we
 * know. The command line downloads it from Maven Central and does not check it.
 *
 * @throws {Error} where the JAR is another one. It is deleted, so that nothing runs it.
 */
export function verifyGenerator(): void {
  if (!existsSync(jar)) runProgram("openapi-generator-cli", ["version-manager", "set", version]);
  const found = createHash("sha256").update(readFileSync(jar)).digest("hex");
  if (found === sha256) return;
  rmSync(jar);
  throw new Error(
    `openapi-generator ${version}: expected a JAR with SHA-256 ${sha256}, got ${found}. It was ` +
      "deleted. Generate again; if it differs again, do not run it: find out why.",
  );
}
