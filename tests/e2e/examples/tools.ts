import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempDisposableSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A tool that reads the specification: a row of the table of other tools. */
export interface Tool {
  readonly name: string;
  /** Returns true if the tool does what the table says. */
  works(specification: string, folder: string): Promise<boolean> | boolean;
}

/** Runs a tool in a folder of its own, on the specification in `spec/dist`. */
export async function tryTool({ works }: Tool, specification: string): Promise<boolean> {
  using folder = mkdtempDisposableSync(join(tmpdir(), "asyncstatus-tool-"));
  return await works(specification, folder.path);
}

/** All tools, in the order of the table. */
export const tools: readonly Tool[] = [
  {
    name: "Prism",
    async works(specification, folder) {
      const prism = "@stoplight/prism-cli@5.14.2";
      run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", prism);
      const args = ["mock", "--port", "0", join(specification, "v1.2/openapi.yaml")];
      const child = spawn(join(folder, "node_modules/.bin/prism"), args, {
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        return await answersWithExamples(await addressOf(child), specification);
      } finally {
        child.kill();
        await once(child, "exit");
      }
    },
  },
  {
    name: "oasdiff",
    works(specification, folder) {
      const breaking = (before: string, after: string): string[] => {
        const file = (version: string) =>
          join(specification, version, "openapi-for-generators.yaml");
        const output = run(
          folder,
          ...["go", "run", "github.com/oasdiff/oasdiff@v1.37.0", "breaking", "--format", "json"],
          ...["--strip-prefix-base", `/rest/${before}`],
          ...["--strip-prefix-revision", `/rest/${after}`],
          ...[file(before), file(after)],
        );
        const changes: { level: number; id: string; text: string }[] = JSON.parse(output || "[]");
        return changes.filter(({ level }) => level === 3).map(({ text }) => text);
      };
      const [backup = "", ...others] = breaking("v1.0", "v1.1");
      return (
        backup.includes("`backup`") && others.length === 0 && breaking("v1.1", "v1.2").length === 0
      );
    },
  },
  {
    name: "xjc",
    works(specification, folder) {
      writeFileSync(join(folder, "pom.xml"), pom);
      run(folder, "mvn", "--quiet", "--batch-mode", "dependency:copy-dependencies");
      return ["v1.2", "v1.1", "v1.0"].every((version) => {
        const name = version.replace(".", "_");
        const schema = join(specification, version, "documents.xsd");
        const xjc = ["-cp", "target/dependency/*", "com.sun.tools.xjc.XJCFacade"];
        run(folder, "java", ...xjc, "-quiet", "-d", ".", "-p", name, schema);
        const sources = readdirSync(join(folder, name)).map((file) => join(name, file));
        run(folder, "javac", "-cp", "target/dependency/*", ...sources);
        return ["AsyncStatusResponse", "ConfigElementsResponse", "ErrorResponse"].every(
          (document) => existsSync(join(folder, name, `${document}.class`)),
        );
      });
    },
  },
];

async function answersWithExamples(url: string, specification: string): Promise<boolean> {
  const authorization = "Bearer token";
  const accept = "application/xml";
  const answers = async (method: string, path: string, prefer: string, example: string) => {
    const headers = { authorization, accept, ...(prefer && { prefer }) };
    const response = await fetch(`${url}/rest/v1.2/${path}`, { method, headers });
    const file = join(specification, "v1.2/examples", `${example}.xml`);
    return (await response.text()) === readFileSync(file, "utf8");
  };
  const answered = await Promise.all([
    answers("GET", "admin/asyncstatus", "example=save-success", "async-status/save-success"),
    answers("GET", "configuration/versions", "", "configuration-versions/running-is-saved"),
    answers("POST", "configuration/lock", "code=423", "error/lock-not-held-423"),
  ]);
  return !answered.includes(false);
}

function run(cwd: string, program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

/** Returns the URL at which a server that prints it is listening. */
async function addressOf({ stdout }: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const [, url] = /listening on (http:\S+)/.exec(line) ?? [];
    if (!url) continue;
    stdout.resume();
    return url;
  }
  throw new Error("The server ended before it was listening.");
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId>
  <artifactId>xjc</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.glassfish.jaxb</groupId>
      <artifactId>jaxb-xjc</artifactId>
      <version>4.0.5</version>
    </dependency>
  </dependencies>
</project>
`;
