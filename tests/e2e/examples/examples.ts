/** An example in examples/. */
export interface Example {
  /** Its folder. */
  readonly name: string;
  /** The tool that generates its code, as Markdown. */
  readonly tool: string;
  readonly language: string;
  readonly program: readonly [name: string, ...args: string[]];
}

/** All examples, in the order of the table. */
export const examples: readonly Example[] = [
  {
    name: "python",
    tool: "[xsdata](https://xsdata.readthedocs.io) 26.10, with httpx",
    language: "Python",
    program: [".venv/bin/python", "commit.py"],
  },
  {
    name: "go",
    tool: "[oapi-codegen](https://github.com/oapi-codegen/oapi-codegen) 2.8",
    language: "Go",
    program: ["./commit"],
  },
  {
    name: "go-openapi-generator",
    tool: "[openapi-generator](https://openapi-generator.tech) 7.25 `go`",
    language: "Go with openapi-generator",
    program: ["./commit"],
  },
  {
    name: "java",
    tool: "openapi-generator 7.25 `java`",
    language: "Java",
    program: ["java", "-cp", "target/classes:target/dependency/*", "example.Commit"],
  },
  {
    name: "typescript",
    tool: "[openapi-typescript](https://openapi-ts.dev) 7, with fast-xml-parser",
    language: "TypeScript",
    program: ["node", "commit.ts"],
  },
];
