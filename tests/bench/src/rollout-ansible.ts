import { execFile, spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { RolloutReport } from "@asyncstatus/fleet";
import { buildProgram } from "./command-start.ts";
import type { Figure } from "./figure.ts";
import { startProcess } from "./other-process.ts";

const run = promisify(execFile);

/** The newest version for Python 3.11. */
const version = "ansible-core==2.19.14";

/** Devices with faults, which share user, password and certificate. */
export interface FaultyFleet {
  readonly user: string;
  readonly password: string;
  readonly certificatePem: string;
  readonly hosts: readonly string[];
}

/** The state of each device: whether it runs the new configuration, and its fault. */
export type Truths = readonly { readonly runs: boolean; readonly fault?: string }[];

/** The result that a program reports of a device. */
type Report = "done" | "failed" | "unknown";

/** A program that commits on devices. */
interface Program {
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Reads the reports after the program has ended, by host. */
  readonly reports: () => Promise<Readonly<Record<string, Report | undefined>>>;
}

/** The devices to commit on, and a folder for files. */
interface Task {
  readonly fleet: FaultyFleet;
  readonly folder: string;
  readonly inventory: string;
  readonly atATime: number;
}

const verdicts = {
  right: "correct reports",
  falselyDone: "reported as done, but not running",
  falselyFailed: "reported as failed, but running",
  unknown: "reported as unknown",
} as const;
type Verdict = keyof typeof verdicts;

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory of all its processes together, in bytes. What they share counts once. */
  readonly memory: number;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** The devices that run the new configuration. */
  readonly changed: number;
}

/**
 * Measures `asyncstatus rollout start` and `ansible-playbook` with its `uri` module on devices of which about a
 * quarter have a fault, and compares what they report with the configuration that each device runs. Each program
 * has devices of its own, with the same faults. Needs Linux, and Python 3.11 or later, with which it installs
 * Ansible from PyPI.
 */
export async function rolloutAnsible({
  devices,
  atATime,
}: {
  devices: number;
  atATime: number;
}): Promise<Figure[]> {
  const playbook = await installAnsible();
  const entry = await buildProgram();
  const subjects = {
    "`asyncstatus rollout start`": (task: Task) => asyncstatus(entry, task),
    "`ansible-playbook`": (task: Task) => ansible(playbook, task),
  };
  const figures: Figure[] = [];
  for (const [name, prepare] of Object.entries(subjects)) {
    const { seconds, cpuSeconds, memory, counts, changed } = await measure(
      prepare,
      devices,
      atATime,
    );
    const of = (what: string, value: number, unit: string): Figure => ({
      what: `${name}: ${what}`,
      values: [value],
      unit,
    });
    figures.push(
      of("time", seconds, " s"),
      of("CPU time", cpuSeconds, " s"),
      of("memory", memory / 1e6, " MB"),
      of("devices that run the new configuration", changed, ""),
      ...(Object.keys(verdicts) as Verdict[]).map((verdict) =>
        of(verdicts[verdict], counts[verdict], ""),
      ),
    );
  }
  return figures;
}

/** Installs Ansible where Git ignores it, and returns the path of `ansible-playbook`. */
async function installAnsible(): Promise<string> {
  const folder = fileURLToPath(new URL("../node_modules/.cache/ansible", import.meta.url));
  await run("python3", ["-m", "venv", folder]);
  await run(join(folder, "bin/pip"), ["install", "--quiet", version]);
  return join(folder, "bin/ansible-playbook");
}

async function measure(
  prepare: (task: Task) => Promise<Program>,
  devices: number,
  atATime: number,
): Promise<Measured> {
  await using temporary = await mkdtempDisposable(join(tmpdir(), "asyncstatus-bench-"));
  await using served = await startProcess<FaultyFleet, "truths", Truths>(
    "./rollout-ansible.process.ts",
    devices,
  );
  const fleet = served.ready;
  const folder = temporary.path;
  const inventory = join(folder, "hosts");
  const lines = fleet.hosts.map((host, index) => `sbc-${index + 1} ansible_host=${host}\n`);
  await writeFile(inventory, lines.join(""));
  const program = await prepare({ fleet, folder, inventory, atATime });
  const cost = await runProgram(program, folder);
  const reports = await program.reports().catch(async (cause: unknown) => {
    throw new Error(await readFile(join(folder, "output.errors"), "utf8"), { cause });
  });
  const truths = await served.ask("truths");
  const counts = { right: 0, falselyDone: 0, falselyFailed: 0, unknown: 0 };
  for (const [index, { runs, fault = "no fault" }] of truths.entries()) {
    const report = reports[fleet.hosts[index] ?? ""];
    const verdict = judge(report, runs);
    counts[verdict] += 1;
    if (verdict !== "right") console.log(`${fault}: ${verdicts[verdict]}`);
  }
  return { ...cost, counts, changed: truths.filter(({ runs }) => runs).length };
}

/**
 * Compares the report of a device with whether it runs the new configuration.
 *
 * @throws {Error} Without a report.
 */
export function judge(report: Report | undefined, runs: boolean): Verdict {
  if (report === undefined) throw new Error("Expected a report of each device.");
  if (report === "unknown") return "unknown";
  if ((report === "done") === runs) return "right";
  return report === "done" ? "falselyDone" : "falselyFailed";
}

/** Runs a program. It may end with any exit code: some devices fail. */
async function runProgram(
  { command, env }: Program,
  folder: string,
): Promise<Omit<Measured, "counts" | "changed">> {
  // The shell reports the CPU time of all processes that have ended.
  const script = '"$@" >"$OUT" 2>"$OUT.errors"; times';
  const since = performance.now();
  const child = spawn("sh", ["-c", script, "sh", ...command], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, OUT: join(folder, "output"), ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const times = text(child.stdout);
  const ended = once(child, "close");
  let memory = 0;
  let isRunning = true;
  ended.then(() => (isRunning = false));
  while (isRunning) {
    const { total, largest } = await memoryOf(child.pid);
    memory = Math.max(memory, total, largest);
    await Promise.race([ended, setTimeout(1_000)]);
  }
  const seconds = (performance.now() - since) / 1_000;
  return { seconds, cpuSeconds: secondsIn((await times).trim().split("\n")[1] ?? ""), memory };
}

/** Adds up times such as `1m2.5s`. */
export function secondsIn(times: string): number {
  const found = [...times.matchAll(/(\d+)m([\d.]+)s/g)];
  return found.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

/** Memory of a process and its descendants, in bytes. */
interface Memory {
  /** Of all at this time. What several processes on this computer share is divided between them. */
  readonly total: number;
  /** The most that one of the running processes has used. */
  readonly largest: number;
}

/** Returns the memory of a process: 0 once it has ended. */
async function memoryOf(pid: number | string | undefined): Promise<Memory> {
  const read = async (file: string) => await readFile(`/proc/${pid}/${file}`, "utf8");
  const bytesIn = (content: string, name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(content)?.[1] ?? 0) * 1_024;
  try {
    const total = bytesIn(await read("smaps_rollup"), "Pss");
    const largest = bytesIn(await read("status"), "VmHWM");
    const children = (await read(`task/${pid}/children`)).split(" ").filter(Boolean);
    const all = [{ total, largest }, ...(await Promise.all(children.map(memoryOf)))];
    return {
      total: all.reduce((sum, one) => sum + one.total, 0),
      largest: Math.max(...all.map((one) => one.largest)),
    };
  } catch {
    return { total: 0, largest: 0 };
  }
}

async function asyncstatus(entry: string, task: Task): Promise<Program> {
  const { fleet, folder, inventory, atATime } = task;
  const plan = join(folder, "plan.yaml");
  await writeFile(
    plan,
    `rollout: 1
change: { commit: {} }
waves: [{ name: all }]
limits: { total: ${atATime} }
stop: { failed: 9999, unknown: 9999 }
`,
  );
  const options = ["--inventory", inventory, "--timeout", "2m", "--quiet", "--json"];
  return {
    command: [process.execPath, entry, "rollout", "start", plan, ...options],
    env: {
      ASYNCSTATUS_USER: fleet.user,
      ASYNCSTATUS_PASSWORD: fleet.password,
      ASYNCSTATUS_FINGERPRINT: new X509Certificate(fleet.certificatePem).fingerprint256,
      ASYNCSTATUS_TRUST_FOLDER: folder,
    },
    async reports() {
      const report: RolloutReport = JSON.parse(await readFile(join(folder, "output"), "utf8"));
      return Object.fromEntries(
        report.units.map(({ hosts: [host], state }) => [
          host,
          state === "succeeded" ? "done" : state === "failed" ? "failed" : "unknown",
        ]),
      );
    },
  };
}

async function ansible(playbook: string, task: Task): Promise<Program> {
  const { fleet, folder, inventory, atATime } = task;
  const { user, password, certificatePem } = fleet;
  const ca = join(folder, "ca.pem");
  await writeFile(ca, certificatePem);
  const report = join(folder, "report.json");
  const variables = join(folder, "variables.json");
  await writeFile(
    variables,
    JSON.stringify({
      user,
      password,
      ca,
      report,
      at_a_time: atATime,
      poll_retries: 30,
      poll_delay: 2,
    }),
  );
  const tasks = fileURLToPath(new URL("rollout-ansible.yaml", import.meta.url));
  return {
    command: [playbook, "--inventory", inventory, "--extra-vars", `@${variables}`, tasks],
    env: {
      ANSIBLE_FORKS: `${atATime}`,
      // Its fastest settings for local modules.
      ANSIBLE_PIPELINING: "true",
      ANSIBLE_PYTHON_INTERPRETER: join(dirname(playbook), "python"),
      LC_ALL: "C.UTF-8",
    },
    async reports() {
      const outcomes: Record<string, Report> = JSON.parse(await readFile(report, "utf8"));
      return Object.fromEntries(
        fleet.hosts.map((host, index) => [host, outcomes[`sbc-${index + 1}`]]),
      );
    },
  };
}
