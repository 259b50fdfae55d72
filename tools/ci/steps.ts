/** A step of CI. */
export interface Step {
  readonly title: string;
  /** The job of ci.yml in which it runs. */
  readonly group: (typeof groups)[number];
  /** A bash command in the workspace. `$SCRATCH` is a folder that is removed at the end. */
  readonly command: string;
}

export const groups = ["test", "packages", "docs", "client", "contract", "spec"] as const;

const pnpm = "npx -y pnpm@12";
const tools = `${pnpm} --filter @asyncstatus/tools`;
const client = `${pnpm} --filter @asyncstatus/client`;
const fleet = `${pnpm} --filter @asyncstatus/fleet`;
const contract = `${pnpm} --filter @asyncstatus/contract`;
const e2e = `${pnpm} --filter @asyncstatus/e2e`;
const website = `${pnpm} --filter @asyncstatus/website`;

export const steps: readonly Step[] = [
  {
    group: "test",
    title: "Tests, without leaked secrets",
    command: `${tools} canary ${pnpm} test`,
  },
  { group: "test", title: "Demo", command: `${pnpm} demo` },
  { group: "packages", title: "Build", command: `${pnpm} build` },
  {
    group: "packages",
    title: "Benchmarks, short",
    command: `${pnpm} --filter @asyncstatus/bench small`,
  },
  { group: "packages", title: "Release checks", command: `${tools} release:check` },
  {
    group: "packages",
    title: "Install tests",
    command: `${pnpm} --filter @asyncstatus/install installed`,
  },
  {
    group: "packages",
    title: "Executable",
    command: `timeout 60 ${pnpm} --filter @asyncstatus/install executable`,
  },
  {
    group: "docs",
    title: "Documentation in Chromium",
    command: `${tools} spec && ${website} site --into "$SCRATCH/site" && ${website} drive`,
  },
  { group: "docs", title: "Guides", command: `${website} guides` },
  {
    group: "client",
    // The nightly run explores the rest.
    title: "Exploration of the client's wait, reduced",
    command: `${client} explore --quick && ${client} exec vitest run exploration.long`,
  },
  { group: "client", title: "Fault matrix", command: `${e2e} faults` },
  { group: "client", title: "Soak, one virtual hour", command: `${e2e} soak virtual 60 20` },
  {
    group: "client",
    title: "Adversary, 100,000 scenarios",
    command: `${e2e} adversary --scenarios 100000`,
  },
  {
    group: "client",
    title: "Ledgers in PostgreSQL",
    command: `${fleet} postgres`,
  },
  {
    group: "client",
    title: "Rollouts of 20 devices, killed 5 times",
    // At the same time, since most of it is waiting for tokens to end.
    command: `for options in --apply "--postgres --stops 1"; do
        ${fleet} kills --devices 20 --kills 5 $options & runs+=($!)
      done
      for run in "\${runs[@]}"; do wait "$run" || failed=1; done
      [ -z "$failed" ]`,
  },
  {
    group: "client",
    // The nightly run also stops workers.
    title: "Exploration of rollouts, reduced",
    command: `${fleet} explore -t "no crash|no rule"`,
  },
  {
    group: "client",
    title: "Fuzzing of the decoder",
    command: `${pnpm} --filter @asyncstatus/model fuzz --runs 50000 --seed 1`,
  },
  {
    group: "contract",
    title: "Consumer, provider and wrong responses",
    command: `${pnpm} exec turbo run consumer provider mutation`,
  },
  {
    group: "contract",
    title: "Specmatic",
    // Its package is 80 MB, so it is no dependency.
    command: `npm install --prefix "$SCRATCH/specmatic" --no-audit --no-fund --ignore-scripts specmatic@2.55.1 &&
      ${tools} spec && ${contract} specmatic "$SCRATCH/specmatic/node_modules/specmatic/specmatic.jar"`,
  },
  {
    group: "contract",
    title: "Schemathesis",
    command: `python3 -m venv "$SCRATCH/python" &&
      "$SCRATCH/python/bin/pip" install --quiet --requirement tests/e2e/schemathesis/requirements.txt &&
      ${tools} spec && PATH="$SCRATCH/python/bin:$PATH" ${e2e} fuzz`,
  },
  {
    group: "spec",
    title: "Agreement of OpenAPI and XSD",
    command: `AGREEMENT_RUNS=1000 ${tools} agreement`,
  },
  {
    group: "spec",
    title: "Generated files are current",
    command: `${pnpm} generate && changed=$(git status --porcelain -- 'packages/*/src/gen') &&
      echo "$changed" && [ -z "$changed" ]`,
  },
  {
    group: "spec",
    // The nightly run tests all examples.
    title: "Example in Python",
    command: `${e2e} examples python`,
  },
  { group: "spec", title: "Changeset of a change of spec/", command: `${tools} spec:change` },
];
