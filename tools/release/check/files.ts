import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Unpacked } from "../pack/unpack.ts";

/** What everybody gets beside the code. */
const always = ["LICENSE", "README.md", "package.json"];

/** What may be in a package beside that. Whatever else is there has been packed by mistake. */
const allowed: readonly RegExp[] = [
  /^CHANGELOG\.md$/,
  /^dist\/.+\.(js|cjs|d\.ts)(\.map)?$/,
  /^dist\/THIRD-PARTY-LICENCES\.txt$/,
  /^src\/.+(?<!\.spec)\.(ts|json)$/,
  /^scenarios\/.+\.(yaml|json)$/,
  /^pacts\/.+\.json$/,
  /^[a-z]+\.schema\.json$/,
  /^(HELP|THE-WAIT)\.md$/,
];

/** What is wrong with the files of a package: too many, too few, or pointing at what is not there. */
export async function checkFiles(unpacked: Unpacked): Promise<string[]> {
  const { files } = unpacked;
  const isAllowed = (file: string) =>
    always.includes(file) || (allowed.some((one) => one.test(file)) && !file.includes("testing/"));
  return [
    ...always.filter((file) => !files.includes(file)).map((file) => `${file} is missing.`),
    ...files.filter((file) => !isAllowed(file)).map((file) => `${file} does not belong there.`),
    ...(files.some((file) => file.startsWith("dist/")) ? [] : ["dist/ is missing."]),
    ...(await pointers(unpacked)),
  ];
}

/** What source maps and Markdown point at, and is not there. */
async function pointers({ folder, origin, files }: Unpacked): Promise<string[]> {
  const problems = files.map(async (file) => {
    if (!/\.(map|md)$/.test(file)) return [];
    const isMap = file.endsWith(".map");
    const text = await readFile(join(folder, file), "utf8");
    const targets = (isMap ? sourcesOf(text) : linksOf(text)).map((target) =>
      join(dirname(file), target),
    );
    return (
      targets
        // Registries show a link in Markdown as one into the repository.
        .filter((target) => !files.includes(target) && (isMap || !existsSync(join(origin, target))))
        .map((target) => `${file} points at ${target}, which is not there.`)
    );
  });
  return (await Promise.all(problems)).flat();
}

function sourcesOf(map: string): string[] {
  const { sources, sourceRoot = "" } = JSON.parse(map) as {
    sources: string[];
    sourceRoot?: string;
  };
  return sources.map((source) => join(sourceRoot, source));
}

function linksOf(markdown: string): string[] {
  const links = [...markdown.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = ""]) => target);
  return links.filter((target) => !/^[a-z]+:/.test(target));
}
