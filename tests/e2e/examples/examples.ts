/** An example in examples/. */
export interface Example {
  /** Its folder. */
  readonly name: string;
  readonly program: readonly [name: string, ...args: string[]];
}

/** All examples, in the order of the table. */
export const examples: readonly Example[] = [
  {
    name: "python",
    program: [".venv/bin/python", "commit.py"],
  },
  {
    name: "go",
    program: ["./commit"],
  },
  {
    name: "go-openapi-generator",
    program: ["./commit"],
  },
  {
    name: "java",
    program: ["java", "-cp", "target/classes:target/dependency/*", "example.Commit"],
  },
  {
    name: "typescript",
    program: ["node", "commit.ts"],
  },
];
