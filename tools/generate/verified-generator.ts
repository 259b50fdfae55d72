import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tools } from "../paths.ts";
import { runProgram } from "../run.ts";

// Keep in step with openapitools.json, which the generator's command line reads.
const version = "7.25.0";
const sha256 = "41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae";
const jar = join(tools, "node_modules/.cache/openapi-generator", `${version}.jar`);

/**
 * Checks the JAR that the generator's command line downloads from Maven Central without a check.
 *
 * @throws {Error} If the JAR is a different one. It is deleted, so that nothing runs it.
 */
export function verifyGenerator(): void {
  if (!existsSync(jar)) runProgram("openapi-generator-cli", ["version-manager", "set", version]);
  const found = createHash("sha256").update(readFileSync(jar)).digest("hex");
  if (found === sha256) return;
  rmSync(jar);
  throw new Error(
    `openapi-generator ${version}: expected a JAR with SHA-256 ${sha256}, got ${found}. It was ` +
      "deleted. Run `pnpm generate` again; if it differs again, find out why before you use it.",
  );
}
