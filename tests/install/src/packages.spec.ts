// Checks the packages as npm installs them: sizes, licenses, SBOM, source maps, and the tag `next`.

import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { run } from "@asyncstatus/tools/run";
import { expect, test } from "vitest";
import { context, createProject, fileOf, libraries, type Project, released } from "./project.ts";

const [client, everything, next] = await Promise.all([
  createProject("client", released("@asyncstatus/client")),
  createProject("everything", [
    ...libraries,
    ...released("asyncstatus", "@asyncstatus/contract", "@asyncstatus/fleet"),
  ]),
  createProject("next", ["@asyncstatus/client@next"]),
]);

interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly bytes: number;
}

async function installedIn({ folder }: Project): Promise<readonly InstalledPackage[]> {
  const lock = await readFile(join(folder, "node_modules/.package-lock.json"), "utf8");
  const paths = Object.keys(JSON.parse(lock).packages).sort();
  return Promise.all(
    paths.map(async (path) => {
      const own = join(folder, path);
      const manifest = JSON.parse(await readFile(join(own, "package.json"), "utf8"));
      const entries = await readdir(own, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      const sizes = files.map(async (file) => (await stat(join(file.parentPath, file.name))).size);
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      return { ...manifest, bytes };
    }),
  );
}

const isOurs = (name: string) => /^(@asyncstatus\/|asyncstatus$)/.test(name);

test("the client is under 6 MB, in at most 11 packages", async () => {
  const installed = await installedIn(client);
  expect(installed.length).toBeLessThanOrEqual(11);
  expect(installed.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(6e6);
});

test("every package has an accepted license and is listed in LICENSES.md", async () => {
  const accepted = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "ISC",
    "MIT",
  ];
  const installed = await installedIn(everything);
  expect(installed.filter(({ license }) => !accepted.includes(license ?? ""))).toEqual([]);
  const others = installed.filter(({ name }) => !isOurs(name));
  const text = [
    "# Packages that are installed with ours",
    "",
    "Installing all packages with npm also installs these. The packages that are bundled in the",
    "command line are listed in its `dist/` folder. To update the list, run",
    "`pnpm --filter @asyncstatus/install installed -u`.",
    "",
    "| package | license |",
    "| --- | --- |",
    ...others.map(({ name, license }) => `| \`${name}\` | ${license} |`),
    "",
  ];
  await expect(text.join("\n")).toMatchFileSnapshot(fileOf("LICENSES.md"));
});

test("the SBOM of the release lists every installed package", async () => {
  const file = join(context.scratch, "release/released/sbom.cdx.json");
  const { components } = JSON.parse(await readFile(file, "utf8"));
  const listed = components.map(({ name, version }: InstalledPackage) => `${name}@${version}`);
  const installed = (await installedIn(everything)).filter(({ name }) => !isOurs(name));
  expect(listed).toEqual(
    expect.arrayContaining(installed.map(({ name, version }) => `${name}@${version}`)),
  );
});

test("the release has what an executable is made of", async () => {
  const folder = join(context.scratch, "release/released/executable");
  expect((await readdir(folder)).toSorted()).toEqual([
    "LICENSE.txt",
    "THIRD-PARTY-LICENSES.txt",
    "main.cjs",
    "make-executable.mjs",
  ]);
  const printed = await run("node", ["main.cjs", "--version"], { cwd: folder });
  expect(printed).toBe(`${context.next}\n`);
});

test("the tag next installs the pre-release and the model of the same version", async () => {
  const own = (await installedIn(next)).filter(({ name }) => name.startsWith("@asyncstatus/"));
  expect(own.map(({ name, version }) => `${name}@${version}`)).toEqual([
    `@asyncstatus/client@${context.next}`,
    `@asyncstatus/model@${context.next}`,
  ]);
});

test.for([
  ["model", 'decode("AsyncStatusResponse", new Uint8Array(1))', "decode"],
  ["client", 'parseEndpoint("http://192.0.2.1")', "parseEndpoint"],
  ["server", 'readScenario("a: 1")', "readScenario"],
])("a stack trace of the %s names a line of its sources", async ([name, code, imported]) => {
  const program = `import { ${imported} } from "@asyncstatus/${name}";
    try { await ${code} } catch (error) { console.log(error.stack) }`;
  const args = ["--enable-source-maps", "--input-type=module", "--eval", program];
  const stack = await everything.run("node", args);
  const [, file = "", line = ""] = /(src\/[^:\s)]+\.ts):(\d+)/.exec(stack) ?? [];
  const path = join(everything.folder, "node_modules/@asyncstatus", name ?? "", file);
  const source = (await readFile(path, "utf8")).split("\n");
  expect(source[Number(line) - 1]).toMatch(/\b(throw|new|super)\b/);
});
