/** Addresses of included files. */
export const sitePages: Readonly<Record<string, string>> = {
  "README.md": "/index.md",
  "CONTRIBUTING.md": "/reference/contributing.md",
  spec: "/reference/specification.md",
  "spec/README.md": "/reference/specification.md",
  "tests/bench/README.md": "/reference/benchmarks.md",
  "packages/client/THE-WAIT.md": "/reference/the-wait.md",
  "tests/e2e/FAULTS.md": "/reference/faults.md",
  "THREAT-MODEL.md": "/reference/threat-model.md",
  "packages/cli/HELP.md": "/reference/command-line.md",
  "packages/cli/TRUST.md": "/reference/sources-of-settings.md",
  "packages/cli/result.schema.json": "/downloads/result.schema.json",
  "packages/model/README.md": "/packages/model.md",
  "packages/client/README.md": "/packages/client.md",
  "packages/server/README.md": "/packages/server.md",
  "packages/contract/README.md": "/packages/contract.md",
  "packages/cli/README.md": "/packages/asyncstatus.md",
};
