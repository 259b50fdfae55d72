import { join } from "node:path";

/** A JavaScript runtime, installed from an npm package that holds its program. */
export interface Runtime {
  readonly name: string;
  /** The package, as an argument of `npm install`. */
  readonly spec: string;
  /** The path of the program in the folder in which the package is installed. */
  readonly program: string;
  readonly args: readonly string[];
  /** True for Node.js, the only runtime that the reference device supports. */
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

/** The supported runtimes: the oldest Node.js of `engines`, each major after it, Bun and Deno. */
export const runtimes: readonly [Runtime, ...Runtime[]] = [
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

/** Returns the environment in which npm and npx run on a Node.js runtime. */
export function environmentOf({ program }: Runtime, folder: string): Record<string, string> {
  const bin = join(folder, program, "..");
  return { PATH: `${bin}:${process.env.PATH ?? ""}` };
}
