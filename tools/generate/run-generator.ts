// `node run-generator.ts ARGUMENT…`: runs openapi-generator after the check of its JAR. Paths are absolute.

import { runProgram } from "../run.ts";
import { verifyGenerator } from "./verified-generator.ts";

verifyGenerator();
console.log(runProgram("openapi-generator-cli", process.argv.slice(2)));
