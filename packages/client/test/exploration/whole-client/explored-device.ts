import type { ConfigVersions, OperationName, OperationState } from "@asyncstatus/model";
import type { VirtualClock } from "@asyncstatus/model/clock";
import type { WantedElement } from "../../../src/change/plan-change.ts";
import { TransportError, type TransportErrorCode } from "../../../src/errors/transport-error.ts";
import { documentResponse, FakeDevice } from "../../../src/testing/fake-device.ts";
import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from "../../../src/transport/transport.ts";
import type { Choose } from "./choices.ts";

/** An asynchronous request that the device accepted. */
export interface Accepted {
  readonly operation: OperationName;
  /** The submission of a client under test; absent for another user. */
  readonly submission?: number;
  readonly shownAt: number;
  readonly endsAt: number;
  readonly succeeds: boolean;
}

/** A submission that a client sent. */
export interface Sent {
  readonly operation: OperationName;
  readonly sentAt: number;
  /** Absent until the device accepts it. */
  accepted?: Accepted;
  /** True if the device may still receive it. */
  isOnItsWay: boolean;
}

/** The choices about a submission. */
const submissions = [
  "accepted",
  "fails",
  "shown late",
  "shown late, fails",
  "shown at the last moment",
  "takes a minute",
  "response lost",
  "response lost, fails",
  "request lost",
  "arrives late",
] as const;

/** The choices about a read. */
const reads = [
  "responds",
  "no response",
  "the lock is lost",
  "the lock is lost, others fail",
] as const;

/** The choices about a request for the lock: other users may have submitted the operation just before. */
const locks = ["free", "others succeed, shown late", "others fail, shown late"] as const;

/** An element of the editing configuration that is neither saved nor running at first. */
export const editedElement = {
  type: "host-route",
  attributes: { "dest-network": "203.0.113.0" },
} as const satisfies WantedElement;

/** The time by which the status may show a request of another session late: less than `statusLagMs`. */
const lateMs = 2_900;
/** The same for requests of our own: less than `registrationMs`. */
const latestMs = 9_000;

/** A device whose faults and other users are explored. The transports of all clients lead to it. */
export class ExploredDevice {
  readonly sent: Sent[] = [];
  readonly log: string[] = [];
  readonly #clock: VirtualClock;
  readonly #choose: Choose;
  readonly #responder: FakeDevice;
  readonly #before: OperationState;
  readonly #operation: OperationName;
  readonly #requests: Accepted[] = [];
  #lockedBy: string | undefined;
  #tokens = 0;
  readonly #refused = new Set<string>();

  /** @param operation The operation that other users submit. */
  constructor(clock: VirtualClock, choose: Choose, operation: OperationName) {
    this.#clock = clock;
    this.#choose = choose;
    this.#responder = new FakeDevice(clock);
    this.#before = { operation: "backup", status: "success" };
    this.#operation = operation;
  }

  /** Creates the transport of a client. */
  connect(): Transport {
    return { request: (request) => this.#receive(request), close: async () => {} };
  }

  /** The versions that the device reports. */
  get versions(): ConfigVersions {
    let currentVersion = 6;
    let runningVersion = 5;
    const ended = this.#requests.filter(({ endsAt }) => endsAt <= this.#clock.now());
    for (const { operation, succeeds } of ended.sort((a, b) => a.endsAt - b.endsAt)) {
      if (succeeds && operation === "save") currentVersion += 1;
      if (succeeds && operation === "activate") runningVersion = currentVersion;
    }
    return { currentVersion, runningVersion };
  }

  /** True if {@link editedElement} is running: the first save includes it. */
  get runsEditedElement(): boolean {
    return this.versions.runningVersion >= 7;
  }

  get #status(): OperationState {
    const now = this.#clock.now();
    const shown = this.#requests.findLast(({ shownAt }) => shownAt <= now);
    if (!shown) return this.#before;
    const { operation, endsAt, succeeds } = shown;
    if (now < endsAt) return { operation, status: "inProgress" };
    return succeeds
      ? { operation, status: "success" }
      : { operation, status: "fail", errorMessage: "one reason" };
  }

  async #receive(request: TransportRequest): Promise<TransportResponse> {
    const { method, url } = request;
    const path = url.pathname.replace(/^.*\/v1\.2\//, "");
    const token = request.headers.authorization ?? "";
    if (path === "auth/token") return await this.#issueToken(request);
    if (method === "GET") {
      const choice = reads[this.#choose(reads.length)] ?? "responds";
      if (choice !== "responds") this.#note(`${path}: ${choice}`);
      if (choice === "no response") return await this.#fail(request, 1_000);
      if (choice !== "responds") this.#loseLock(choice === "the lock is lost");
      if (this.#refused.has(token)) return refuse(401);
      return this.#elements(url, path) ?? (await this.#respond(request));
    }
    if (this.#refused.has(token)) return refuse(401);
    switch (path) {
      case "configuration/lock": {
        if (this.#lockedBy && this.#lockedBy !== token) return refuse(423);
        const choice = this.#lockedBy ? "free" : (locks[this.#choose(locks.length)] ?? "free");
        if (choice !== "free") {
          this.#note(`just before the lock, ${choice}`);
          this.#acceptFromOthers(choice.startsWith("others succeed"), lateMs);
        }
        this.#lockedBy = token;
        return await this.#respond(request);
      }
      case "configuration/unlock":
        if (this.#lockedBy !== token) return refuse(423);
        this.#lockedBy = undefined;
        return await this.#respond(request);
      case "configuration/management":
        return await this.#submit(request, token);
      default:
        throw new Error(`no response to ${method} ${path}`);
    }
  }

  async #submit(request: TransportRequest, token: string): Promise<TransportResponse> {
    // The client under test sends the name of an operation as the action.
    const operation = request.url.searchParams.get("action") as OperationName;
    const sent: Sent = { operation, sentAt: this.#clock.now(), isOnItsWay: false };
    const submission = this.sent.push(sent) - 1;
    if (this.#lockedBy !== token) return refuse(423);
    const choice = submissions[this.#choose(submissions.length)] ?? "accepted";
    this.#note(`submission ${submission + 1}, ${operation}: ${choice}`);
    const accept = (showMs = 0, takesMs = 1_000) => {
      const now = this.#clock.now();
      const endsAt = now + takesMs;
      const succeeds = !choice.includes("fails");
      sent.accepted = { operation, submission, shownAt: now + showMs, endsAt, succeeds };
      this.#requests.push(sent.accepted);
    };
    switch (choice) {
      case "accepted":
      case "fails":
        accept();
        return await this.#respond(request);
      case "shown late":
      case "shown late, fails":
        accept(lateMs, 200);
        return await this.#respond(request);
      case "shown at the last moment":
        accept(this.#othersAreLate ? lateMs : latestMs, 200);
        return await this.#respond(request);
      case "takes a minute":
        accept(0, 60_000);
        return await this.#respond(request);
      case "response lost":
      case "response lost, fails":
        accept();
        return await this.#fail(request, request.timeoutMs);
      case "request lost":
        return await this.#fail(request, request.timeoutMs);
      case "arrives late":
        sent.isOnItsWay = true;
        this.#clock.after(request.timeoutMs + 15_000, () => {
          sent.isOnItsWay = false;
          if (this.#lockedBy !== token || this.#refused.has(token)) return;
          this.#note(`submission ${submission + 1} arrives`);
          accept();
        });
        return await this.#fail(request, request.timeoutMs);
    }
  }

  #loseLock(othersSucceed: boolean): void {
    if (!this.#lockedBy) return;
    this.#refused.add(this.#lockedBy);
    this.#lockedBy = undefined;
    this.#acceptFromOthers(othersSucceed, 0);
  }

  #acceptFromOthers(succeeds: boolean, showMs: number): void {
    const now = this.#clock.now();
    const operation = this.#operation;
    this.#requests.push({ operation, shownAt: now + showMs, endsAt: now + 200, succeeds });
  }

  /** True if a request of another user from before the lock may still be shown, which ends at the fence. */
  get #othersAreLate(): boolean {
    const now = this.#clock.now();
    return this.#requests.some(
      ({ submission, shownAt }) => submission === undefined && shownAt > now - lateMs,
    );
  }

  #elements({ searchParams }: URL, path: string): TransportResponse | undefined {
    const [[name, value]] = Object.entries(editedElement.attributes) as [[string, string]];
    if (path === "configuration/elementTypes/metadata")
      return documentResponse("ElementTypeMetadataResponse", [{ name, key: true }]);
    if (path !== "configuration/configElements") return undefined;
    const isThere = searchParams.get("running") !== "true" || this.runsEditedElement;
    const element = {
      elementType: editedElement.type,
      attributes: [{ name, values: [value] }],
      subElements: [],
    };
    return documentResponse("ConfigElementsResponse", isThere ? [element] : []);
  }

  async #respond(request: TransportRequest): Promise<TransportResponse> {
    this.#responder.operationState = this.#status;
    this.#responder.versions = this.versions;
    return await this.#responder.request(request);
  }

  /** Issues a token. After a renewal, it has the lock of the token before. */
  async #issueToken(request: TransportRequest): Promise<TransportResponse> {
    this.#tokens += 1;
    const renewed = new URLSearchParams(request.body).get("token");
    if (renewed && this.#lockedBy === `Bearer ${renewed}`)
      this.#lockedBy = `Bearer token-${this.#tokens}`;
    return await this.#respond(request);
  }

  async #fail(
    { method, url, signal }: TransportRequest,
    afterMs: number,
  ): Promise<TransportResponse> {
    let code: TransportErrorCode = "timeout";
    await this.#clock.sleep(afterMs, signal).catch(() => {
      code = "aborted";
    });
    throw new TransportError({ code, method, url, notSent: false });
  }

  #note(text: string): void {
    this.log.push(`${this.#clock.now()} ms: ${text}`);
  }
}

function refuse(status: 401 | 423): TransportResponse {
  return { ...documentResponse("ErrorResponse", {}), status };
}
