import {
  connect,
  fetchTransport,
  type Sbc,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from "@asyncstatus/client";
import type { OperationName } from "@asyncstatus/model";
import { createFetch, createHandler, Device, VirtualClock } from "@asyncstatus/server";
import { type ActualResult, actualResults, credentials, lockIsFree, origin } from "../world.ts";
import { ClientProcess } from "./client-process.ts";
import type { Fault } from "./faults.ts";
import type { Phase } from "./phases.ts";
import { type Report, ReportLog } from "./report-log.ts";

/** Result of a case. */
export interface CaseRun {
  readonly reports: readonly Report[];
  /** False if no request matched the phase. */
  readonly applied: boolean;
  /** Actual result of the activate. */
  readonly actual: ActualResult;
  /** True if the configuration to activate is running at the end, activated by any user. */
  readonly running: boolean;
  /** Time after the end for which the client's lock is still held. */
  readonly lockHeldMs: number;
  /** Duration without the time for which the fault paused the client. */
  readonly tookMs: number;
  /** False if the run hangs. */
  readonly ended: boolean;
}

/** Options of {@link runCase}. */
export interface CaseOptions {
  /** Applies the fault to all later requests too. */
  readonly lasts: boolean;
  /** Error message of the activate. Succeeds if absent. */
  readonly fails?: string;
  /** @default "activate" */
  readonly task?: "activate" | "commit";
}

const hangMs = 3 * 3_600_000;
const halfAnHourMs = 30 * 60_000;

/** Runs the requests of an activate or a commit, from login to unlock, with one fault. */
export async function runCase(phase: Phase, fault: Fault, options: CaseOptions): Promise<CaseRun> {
  const clock = new VirtualClock();
  const results = new Map<OperationName, ActualResult>();
  const device = createDevice(clock, phase, options.fails, results);
  const actualOf = (operation: OperationName): ActualResult => {
    // The device updates its state when it is called.
    device.isUp();
    return results.get(operation) ?? "not accepted";
  };
  const network = new FaultyNetwork(clock, device, phase, fault, options.lasts);
  const log = new ReportLog(actualOf);
  const hang = () => clock.sleep(hangMs);

  const process = new ClientProcess(clock, 0, network.request);
  const end = await Promise.race([runTask(process, log, options), process.killed, hang()]);
  if (end === "killed") {
    network.repair();
    const { afterMs = 0, dateAheadMs = 0 } = fault.resume ?? {};
    const next = new ClientProcess(clock, dateAheadMs, network.request);
    await clock.sleep(afterMs);
    await Promise.race([continueTask(next, log), hang()]);
  }

  const tookMs = clock.now() - (fault.pausesMs ?? 0);
  const lockHeldMs = timeUntilFree(device, clock);
  clock.advance(halfAnHourMs);
  return {
    reports: log.reports,
    applied: network.applied,
    actual: actualOf("activate"),
    // A commit saves a version of its own before the activate.
    running: device.configurationVersions().runningVersion === (options.task === "commit" ? 3 : 2),
    lockHeldMs,
    tookMs,
    ended: tookMs < hangMs,
  };
}

/** Creates an HA pair that records the results of the client's requests. */
function createDevice(
  clock: VirtualClock,
  phase: Phase,
  fails: string | undefined,
  results: Map<OperationName, ActualResult>,
): Device {
  const { user: name, password } = credentials;
  return new Device({
    clock,
    users: [{ name, password, administrator: true }],
    hostName: "sbc-a",
    peerName: "sbc-b",
    seed: 1,
    durations: { activate: phase.activateMs },
    assumptions: { secondRequest: "replaces" },
    initialState: { uptime: 30 * 86_400_000, saved: { text: "new realm" } },
    requests: [
      { on: "activate", by: "others", takes: 1_000 },
      ...(fails === undefined ? [] : [{ on: "activate", by: "client", fails } as const]),
    ],
    onEvent: (event) => {
      if (!("operation" in event) || typeof event.by !== "object") return;
      const result = event.kind === "accepted" ? "in progress" : actualResults[event.end.kind];
      results.set(event.operation, result);
    },
  });
}

/** Network to the device that applies the fault when the phase begins. */
class FaultyNetwork {
  applied = false;
  #repaired = false;
  #submittedAtMs: number | undefined;
  readonly #transport: Transport;
  readonly #clock: VirtualClock;
  readonly #device: Device;
  readonly #phase: Phase;
  readonly #fault: Fault;
  readonly #lasts: boolean;

  constructor(clock: VirtualClock, device: Device, phase: Phase, fault: Fault, lasts: boolean) {
    const handle = createHandler(device);
    this.#transport = fetchTransport({
      fetch: createFetch((request) => clock.standStill(handle(request))),
    });
    this.#clock = clock;
    this.#device = device;
    this.#phase = phase;
    this.#fault = fault;
    this.#lasts = lasts;
  }

  /** Ends a fault that lasts. */
  repair(): void {
    this.#repaired = true;
  }

  readonly request = (
    request: TransportRequest,
    process: ClientProcess,
  ): Promise<TransportResponse> => {
    const forward = () => this.#transport.request(request);
    if (!this.#isAffected(request)) return forward();
    this.applied = true;
    const [phase, device] = [this.#phase, this.#device];
    return this.#fault.apply({ request, phase, clock: process.clock, device, process, forward });
  };

  #isAffected(request: TransportRequest): boolean {
    const now = this.#clock.now();
    const submittedAtMs = this.#submittedAtMs;
    const isSubmission = request.method !== "GET" && request.url.searchParams.has("action");
    if (isSubmission) this.#submittedAtMs ??= now;
    if (this.applied) return this.#lasts && !this.#repaired;
    const sinceSubmissionMs = submittedAtMs === undefined ? undefined : now - submittedAtMs;
    return this.#phase.matches({ request, sinceSubmissionMs });
  }
}

function open(process: ClientProcess, log: ReportLog): Promise<Sbc | undefined> {
  const { clock } = process;
  return log.attempt("login", () =>
    connect({ host: origin, credentials, transport: process, clock, random: () => 0.5 }),
  );
}

async function runTask(
  process: ClientProcess,
  log: ReportLog,
  { task = "activate" }: CaseOptions,
): Promise<void> {
  const sbc = await open(process, log);
  if (!sbc) return;
  await (task === "commit" ? commit(sbc, log) : log.activate(sbc));
  await log.attempt("close", () => sbc.close());
}

/** Resumes the wait of a killed process, or starts again if that had submitted nothing. */
async function continueTask(process: ClientProcess, log: ReportLog): Promise<void> {
  const { savedOperation } = log;
  log.reports.push({ event: savedOperation ? "killed, resumed" : "killed, started again" });
  const sbc = await open(process, log);
  if (!sbc) return;
  if (savedOperation) await log.follow(sbc.attach(JSON.parse(savedOperation)));
  else await log.activate(sbc, 20 * 60_000);
  await log.attempt("close", () => sbc.close());
}

async function commit(sbc: Sbc, log: ReportLog): Promise<void> {
  try {
    const { steps, error, lockError, unfollowed } = await sbc.commit({
      onEvent: (_, { type }) => type === "lock-lost" && log.reports.push({ event: type }),
    });
    for (const step of steps) log.outcome(step);
    const next = (["verify", "save", "activate"] as const)[steps.length];
    if (error) log.error(unfollowed ? "wait" : "submit", error, next);
    if (lockError) log.error("unlock", lockError);
  } catch (error) {
    log.error("submit", error, "verify");
  }
}

function timeUntilFree(device: Device, clock: VirtualClock): number {
  const since = clock.now();
  while (device.isUp() && !lockIsFree(device) && clock.now() - since < halfAnHourMs) {
    clock.advance(1_000);
  }
  return clock.now() - since;
}
