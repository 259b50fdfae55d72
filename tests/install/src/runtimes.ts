import { join } from "node:path";

/** Something that runs JavaScript, from a package that has the program and nothing else. */
export interface Runtime {
  readonly name: string;
  /** The package, as npm is to install it. */
  readonly spec: string;
  /** The program, from the folder that it was installed in. */
  readonly program: string;
  readonly args: readonly string[];
  /** Whether the reference device is to run there, too; elsewhere only model and client are. */
  readonly isNode: boolean;
}

const platform = `${process.platform}-${process.arch}`;

const node = (name: string, version: string): Runtime => ({
  name,
  spec: `${idOf(name)}@npm:node-${platform}@${version}`,
  program: `node_modules/${idOf(name)}/bin/node`,
  args: [],
  isNode: true,
});

const idOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** Where the packages have to run: the oldest that `engines` admits, each major since, and others. */
export const runtimes: readonly Runtime[] = [
  node("Node 22.19", "22.19.0"),
  node("Node 22", "22.23.3"),
  node("Node 24", "24.21.0"),
  node("Node 26", "26.9.0"),
  {
    name: "Bun",
    spec: `@oven/bun-${platform}-baseline@1.4.5`,
    program: `node_modules/@oven/bun-${platform}-baseline/bin/bun`,
    args: [],
    isNode: false,
  },
  {
    name: "Deno",
    spec: `@deno/${platform}-glibc@2.9.6`,
    program: `node_modules/@deno/${platform}-glibc/deno`,
    args: ["run", "--allow-all", "--quiet"],
    isNode: false,
  },
];

/** The environment in which a runtime of Node.js is the one that npm and npx run on, too. */
export function environmentOf({ program }: Runtime, folder: string): Record<string, string> {
  const bin = join(folder, program, "..");
  return { PATH: `${bin}:${process.env.PATH ?? ""}` };
}
