import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  checkPackage,
  createPackageFromTarballData,
  type Package,
  type Problem,
} from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Exports, Manifest, Tarball } from "./packages.ts";

/** The Node.js versions of all packages. undici needs 22.19. */
const engines = ">=22.19.0";

/** The files that a package may hold. Anything else was packed by mistake. */
const allowed: readonly RegExp[] = [
  /^(LICENSE|README\.md|CHANGELOG\.md|HELP\.md|SESSION\.md|THE-WAIT\.md|TRUST\.md|package\.json)$/,
  /^dist\/.+\.(js|cjs|d\.ts)(\.map)?$/,
  /^dist\/THIRD-PARTY-LICENSES\.txt$/,
  /^src\/(?!.*testing\/).+(?<!\.spec)\.(ts|json)$/,
  /^scenarios\/.+\.(yaml|json)$/,
  /^pacts\/.+\.json$/,
  /^dist\/v\d\.\d\/.+\.(json|yaml|xsd|xml)$/,
  /^([a-z]+\.schema|grafana-dashboard)\.json$/,
];

/** Lists everything that is wrong with a packed package. */
export async function check({ name, filename }: Tarball): Promise<readonly string[]> {
  const data = await readFile(filename);
  const packed = createPackageFromTarballData(data);
  const root = `/node_modules/${packed.packageName}/`;
  const files = packed.listFiles(root).map((file) => file.slice(root.length));
  const manifest: Manifest = JSON.parse(packed.readFile(`${root}package.json`));
  const problems = [
    ...(await publintProblems(data)),
    ...(await typeProblems(packed, manifest)),
    ...manifestProblems(manifest),
    ...files.filter((file) => !allowed.some((one) => one.test(file))).map((f) => `${f} is packed.`),
    ...["LICENSE", "README.md"].filter((f) => !files.includes(f)).map((f) => `${f} is not packed.`),
    ...files
      .filter((file) => file.endsWith(".map"))
      .flatMap((file) => {
        const { sources } = JSON.parse(packed.readFile(root + file)) as { sources: string[] };
        const missing = sources.filter((source) => !files.includes(join(dirname(file), source)));
        return missing.map((source) => `${file} refers to ${source}, which is not packed.`);
      }),
  ];
  return problems.map((problem) => `${name}: ${problem}`);
}

async function publintProblems(data: Buffer): Promise<string[]> {
  const tarball = new Uint8Array(data).buffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

async function typeProblems(packed: Package, { exports = {} }: Manifest): Promise<string[]> {
  // A command has nothing to import.
  if (!("." in Object(exports))) return [];
  const result = await checkPackage(packed);
  if (!result.types) return ["There are no types."];
  return result.problems.filter((one) => !isAccepted(one)).map((one) => JSON.stringify(one));
}

function isAccepted(problem: Problem): boolean {
  if (!("resolutionKind" in problem)) return false;
  // TypeScript before 4.7 does not read `exports`. CommonJS gets ES modules by `require`, which
  // works on every Node.js version of `engines`.
  return problem.resolutionKind === "node10" || problem.kind === "CJSResolvesToESM";
}

function manifestProblems(manifest: Manifest): string[] {
  const { license, sideEffects, exports = {}, bin = {}, dependencies = {} } = manifest;
  const targets = [...targetsOf(exports), ...Object.values(bin)];
  const ranges = Object.entries(dependencies).filter(([, range]) => !/^\d/.test(range));
  return [
    ...(targets.length > 0 ? [] : ["exports and bin are missing."]),
    // Node.js does not strip types below node_modules.
    ...targets
      .filter((target) => /(?<!\.d)\.ts$/.test(target))
      .map((target) => `${target} is TypeScript, which Node.js does not run once it is installed.`),
    ...(manifest.engines?.node === engines ? [] : [`engines.node is not ${engines}.`]),
    ...(license === "Apache-2.0" ? [] : ["license is not Apache-2.0."]),
    ...("." in Object(exports) && sideEffects !== false ? ["sideEffects is not false."] : []),
    ...ranges.map(([other, range]) => `${other} is ${range}, which is not an exact version.`),
  ];
}

function targetsOf(exports: Exports): string[] {
  return typeof exports === "string" ? [exports] : Object.values(exports).flatMap(targetsOf);
}
