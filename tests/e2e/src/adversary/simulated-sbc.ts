import type { OperationName } from "@asyncstatus/model";
import type { EventClock } from "./event-clock.ts";
import type { Profile, Traits } from "./profile.ts";
import type { Random } from "./random.ts";

/** A request that the device received, with its actual result. */
export interface ReceivedRequest {
  /** The call of the client that submitted it; absent for another user. */
  readonly call: number | undefined;
  readonly operation: OperationName;
  readonly receivedAtMs: number;
  /** False if the device refused it. */
  accepted: boolean;
  result: "running" | "succeeded" | "failed" | "interrupted";
  endedAtMs: number;
  /** True once the configuration or the file changed, even if a restart interrupted the request later. */
  tookEffect: boolean;
  readonly errorMessage: string;
  /** True if its success lists faults. */
  readonly listsFaults: boolean;
}

/** A request of a client. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly action: OperationName | undefined;
  readonly token: string | undefined;
  readonly body: string | undefined;
  readonly session: number;
  readonly call: number | undefined;
}

/** A response of the device. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

interface Shown {
  readonly fromMs: number;
  readonly operation: OperationName;
  readonly status: "inProgress" | "queued" | "success" | "fail";
}

interface StatusEntry {
  readonly request: ReceivedRequest;
  readonly shown: Shown[];
}

interface System {
  readonly hostName: string;
  bootedAtMs: number;
  /** In the order of their submission. */
  entries: StatusEntry[];
}

interface Token {
  readonly value: string;
  readonly session: number;
  readonly expiresAtMs: number;
  isRevoked: boolean;
}

interface Versions {
  readonly fromMs: number;
  readonly current: number;
  readonly running: number;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const document = (data: string, messages = "", links = ""): string =>
  `${declaration}<response><data>${data}</data><messages>${messages}</messages><links>${links}</links></response>`;

const refusal = (status: number, text: string): Reply => ({
  status,
  body: document("", `<message><errorMessage>${text}</errorMessage></message>`),
});
const done: Reply = { status: 204, body: "" };

/** A small SBC or HA pair that knows the actual result of each request. */
export class SimulatedSbc {
  readonly requests: ReceivedRequest[] = [];
  /** The sessions that released the lock. */
  readonly unlocked = new Set<number>();
  /** Called when the device accepts a request. */
  onAccepted: (request: ReceivedRequest) => void = () => {};
  /** The session of a client or another user that holds the lock. */
  #lock: { readonly token: Token | "other" } | undefined;
  readonly #clock: EventClock;
  readonly #traits: Traits;
  readonly #profile: Profile;
  readonly #random: Random;
  readonly #log: (text: string) => void;
  readonly #tokens = new Map<string, Token>();
  readonly #systems: readonly [System, System];
  #active: System;
  #switchovers = 3;
  #downUntilMs = 0;
  #busyUntilMs = 0;
  readonly #versions: Versions[];
  #statusCache: { readonly atMs: number; readonly body: string } | undefined;
  #uptimeCache:
    | { readonly atMs: number; readonly system: System; readonly seconds: number }
    | undefined;

  constructor(
    clock: EventClock,
    traits: Traits,
    profile: Profile,
    random: Random,
    log: (text: string) => void,
  ) {
    this.#clock = clock;
    this.#traits = traits;
    this.#profile = profile;
    this.#random = random;
    this.#log = log;
    const now = clock.now();
    const system = (hostName: string): System => ({
      hostName: traits.hostNames === "equal" ? "sbc" : hostName,
      bootedAtMs: now - random.magnitude([30_000, 500_000_000]),
      entries: [],
    });
    this.#systems = [system("sbc-a"), system("sbc-b")];
    this.#active = this.#systems[0];
    const running = random.between([1, 50]);
    this.#versions = [{ fromMs: 0, current: running + random.between([0, 1]), running }];
  }

  /** The versions, without a delay. */
  get versions(): { readonly current: number; readonly running: number } {
    const last = this.#versions.at(-1);
    if (!last) throw new Error("the device has no version");
    return last;
  }

  /** The session of the client that holds the lock. */
  get lockSession(): number | undefined {
    this.#dropEndedLock();
    const token = this.#lock?.token;
    return typeof token === "object" ? token.session : undefined;
  }

  /** Responds to a client; `undefined` if the system is down. */
  handle(received: Received): Reply | undefined {
    if (this.#clock.now() < this.#downUntilMs) return undefined;
    const resource = received.path.replace(/^\/rest\/(v1\.\d|api)\//, "");
    if (resource === this.#traits.refuses) return refusal(403, "Not allowed.");
    if (resource === "auth/token") return this.#issueToken(received);
    const token = received.token === undefined ? undefined : this.#tokens.get(received.token);
    if (!token || !this.#isValid(token)) return refusal(401, "Client not authorized.");
    switch (resource) {
      case "admin/asyncstatus":
        return { status: 200, body: this.#statusBody() };
      case "configuration/versions":
        return { status: 200, body: this.#versionsBody() };
      case "system/status":
        return { status: 200, body: this.#systemBody() };
      case "configuration/lock":
        this.#dropEndedLock();
        if (this.#lock && !this.#holdsLock(token)) {
          return refusal(423, "Resource locked by another user");
        }
        this.#lock = { token };
        return done;
      case "configuration/unlock":
        if (!this.#holdsLock(token)) return refusal(423, "User does not have the lock.");
        this.#lock = undefined;
        this.unlocked.add(received.session);
        return done;
      case "configuration/management":
        return this.#receiveSubmission(received, token);
      default:
        return refusal(404, "Not found");
    }
  }

  /** Acquires the lock for another user. */
  lockForOther(): boolean {
    this.#dropEndedLock();
    if (this.#lock && !this.#traits.lockIsTaken) return false;
    this.#lock = { token: "other" };
    return true;
  }

  /** Releases the lock of another user. */
  unlockForOther(): void {
    if (this.#lock?.token === "other") this.#lock = undefined;
  }

  /** Submits a request of another user. The lock is the caller's concern. */
  submitForOther(operation: OperationName): boolean {
    if (this.#clock.now() < this.#downUntilMs) return false;
    const request = this.#receive(undefined, operation);
    this.#log(`another user requests ${operation}: ${request.accepted ? "accepted" : "refused"}`);
    return request.accepted;
  }

  restart(lastsMs: number): void {
    this.#log(`restarts, down for ${lastsMs} ms`);
    this.#interruptRequests(this.#traits.statusAfterRestart);
    this.#goDown(lastsMs);
    this.#active.bootedAtMs = this.#clock.now() + lastsMs;
    if (this.#traits.restartActivates) this.#setVersions({ running: this.versions.current });
  }

  switchOver(lastsMs: number): void {
    const [a, b] = this.#systems;
    const before = this.#active;
    const next = before === a ? b : a;
    this.#log(`switches over, down for ${lastsMs} ms`);
    const { statusAfterSwitchover } = this.#traits;
    this.#interruptRequests(statusAfterSwitchover === "blank" ? "blank" : "kept");
    if (statusAfterSwitchover === "kept") next.entries = [...before.entries];
    if (statusAfterSwitchover === "blank") next.entries = [];
    if (this.#traits.switchoverRestarts) before.bootedAtMs = this.#clock.now() + lastsMs;
    this.#active = next;
    this.#switchovers += 1;
    this.#goDown(lastsMs);
  }

  #goDown(lastsMs: number): void {
    this.#busyUntilMs = 0;
    this.#downUntilMs = this.#clock.now() + lastsMs;
    this.#statusCache = undefined;
    this.#uptimeCache = undefined;
    if (this.#traits.lockOutlivesSystem) return;
    this.#tokens.clear();
    this.#lock = undefined;
  }

  #interruptRequests(status: Traits["statusAfterRestart"]): void {
    const now = this.#clock.now();
    const last = this.#currentEntry(now);
    const state = last && shownAt(last, now);
    for (const request of this.requests) {
      if (request.accepted && request.result === "running") {
        const isShownAsFailed = status === "failed" && last?.request === request;
        request.result = isShownAsFailed && !request.tookEffect ? "failed" : "interrupted";
        request.endedAtMs = now;
      }
    }
    this.#active.entries = [];
    if (status === "blank" || !last || !state) return;
    const hasFailed = status === "failed" && last.request.result === "failed";
    const shown = hasFailed ? ({ ...state, fromMs: now, status: "fail" } as const) : state;
    this.#active.entries.push({ request: last.request, shown: [shown] });
  }

  #isValid({ isRevoked, expiresAtMs }: Token): boolean {
    return !isRevoked && this.#clock.now() < expiresAtMs;
  }

  #dropEndedLock(): void {
    const token = this.#lock?.token;
    if (typeof token === "object" && !this.#isValid(token)) this.#lock = undefined;
  }

  #holdsLock(token: Token): boolean {
    this.#dropEndedLock();
    const holder = this.#lock?.token;
    return holder === token || (this.#traits.lockIsPerUser && typeof holder === "object");
  }

  #issueToken({ body, session }: Received): Reply {
    const { renewal, renewedToken, endedToken, hasOneSession, tokenLifeMs } = this.#traits;
    const oldValue = body === undefined ? undefined : new URLSearchParams(body).get("token");
    const old = oldValue ? this.#tokens.get(oldValue) : undefined;
    const isRenewal = old !== undefined && this.#isValid(old);
    if (oldValue && !isRenewal && endedToken === "refused") {
      return refusal(401, "Client not authorized.");
    }
    const value = `token-${session}-${this.#tokens.size + 1}`;
    const expiresAtMs = this.#clock.now() + tokenLifeMs;
    const token: Token = { value, session, expiresAtMs, isRevoked: false };
    if (hasOneSession && !isRenewal) {
      for (const other of this.#tokens.values()) other.isRevoked = true;
    }
    this.#tokens.set(value, token);
    if (isRenewal && renewal === "carries") {
      const carriesLock = this.#holdsLock(old);
      if (carriesLock) this.#lock = { token };
      if (renewedToken === "revoked") old.isRevoked = true;
      this.#log(
        `renews a token of session ${session} ${carriesLock ? "with" : "without"} the lock`,
      );
    }
    return { status: 200, body: document(`<accessToken>${value}</accessToken>`) };
  }

  #receiveSubmission({ action, call }: Received, token: Token): Reply {
    if (!action) return refusal(400, "Missing required parameter: action");
    if (!this.#holdsLock(token)) return refusal(423, "User does not have the lock.");
    const { accepted } = this.#receive(call, action);
    this.#log(`call ${call} requests ${action}: ${accepted ? "accepted" : "refused"}`);
    if (!accepted) return refusal(400, "Another request is in progress.");
    const link = "<link>https://192.0.2.1/rest/v1.2/admin/asyncstatus</link>";
    return { status: 202, body: document("", "", link) };
  }

  #receive(call: number | undefined, operation: OperationName): ReceivedRequest {
    const receivedAtMs = this.#clock.now();
    const isBusy = this.requests.some(({ result }) => result === "running");
    const accepted = !isBusy || this.#traits.secondRequest !== "refused";
    const request: ReceivedRequest = {
      call,
      operation,
      receivedAtMs,
      accepted,
      result: accepted ? "running" : "failed",
      endedAtMs: receivedAtMs,
      tookEffect: false,
      errorMessage: `${operation} ${this.requests.length} was rejected`,
      listsFaults: this.#traits.verifyListsFaults && operation === "verify",
    };
    this.requests.push(request);
    if (accepted) {
      this.#execute(request);
      this.onAccepted(request);
    }
    return request;
  }

  #execute(request: ReceivedRequest): void {
    const { operation } = request;
    const { phases, saveVerifies, firstWord } = this.#traits;
    const { requests, others } = this.#profile;
    const { failing, showMs } = requests;
    const random = this.#random;
    const ownMs = random.magnitude((request.call ? requests : others).durationMs);
    // A queued request starts when those before it have ended.
    const queuedMs =
      this.#traits.secondRequest === "queued" ? this.#busyUntilMs - request.receivedAtMs : 0;
    const takesMs = Math.max(0, queuedMs) + ownMs;
    this.#busyUntilMs = request.receivedAtMs + takesMs;
    const fails = random.chance(failing);
    const target = this.versions.current;
    const system = this.#active;
    const entry: StatusEntry = { request, shown: [] };
    system.entries.push(entry);
    let shownMs = 0;
    const show = (afterMs: number, status: Shown["status"], name = operation) => {
      shownMs = Math.max(shownMs, request.receivedAtMs + afterMs + random.between(showMs));
      entry.shown.push({ fromMs: shownMs, operation: name, status });
    };
    if (saveVerifies && operation === "save") {
      show(0, "inProgress", "verify");
      show(takesMs * 0.4, "success", "verify");
      show(takesMs * 0.4 + random.between([0, 800]), "inProgress");
    } else {
      show(0, firstWord);
      if (firstWord !== "inProgress") show(takesMs * 0.2, "inProgress");
    }
    if (phases === 2) {
      const firstMs = takesMs * 0.3;
      show(firstMs, "success");
      show(firstMs + random.between([100, Math.max(100, Math.round(takesMs * 0.3))]), "inProgress");
    }
    show(takesMs, fails ? "fail" : "success");

    const whileRunning = (afterMs: number, run: () => void) =>
      this.#clock.schedule(afterMs, () => {
        if (request.result === "running") run();
      });
    if (!fails) {
      whileRunning(takesMs * (0.5 + random.next() / 2), () => {
        request.tookEffect = true;
        if (operation === "activate") this.#setVersions({ running: target });
        if (operation === "save" && this.#traits.saveMovesVersion) {
          this.#setVersions({ current: this.versions.current + 1 });
        }
      });
    }
    whileRunning(takesMs, () => {
      request.result = fails ? "failed" : "succeeded";
      request.endedAtMs = this.#clock.now();
      this.#log(
        `${operation} of ${request.call ? `call ${request.call}` : "another user"}: ${request.result}`,
      );
    });
  }

  #setVersions(change: { readonly current?: number; readonly running?: number }): void {
    const { current, running } = this.versions;
    this.#versions.push({ current, running, ...change, fromMs: this.#clock.now() });
  }

  /** The most recently submitted request that the status shows. */
  #currentEntry(atMs: number): StatusEntry | undefined {
    return this.#active.entries.findLast((entry) => shownAt(entry, atMs) !== undefined);
  }

  #statusBody(): string {
    const now = this.#clock.now();
    const cached = this.#statusCache;
    if (cached && now - cached.atMs < this.#traits.statusCacheMs) return cached.body;
    const atMs = now - this.#random.between([0, this.#traits.statusFlapsMs]);
    const entry = this.#currentEntry(atMs);
    const shown = entry && shownAt(entry, atMs);
    let body = document("");
    const isEnded = shown?.status === "success" || shown?.status === "fail";
    if (entry && shown && !(isEnded && now - shown.fromMs > this.#traits.keepsStatusMs)) {
      const { operation, status, fromMs } = shown;
      const { errorMessage } = entry.request;
      const age = ` ${Math.floor((now - fromMs) / 1000)} s ago`;
      const text = this.#traits.errorMessage === "aging" ? errorMessage + age : errorMessage;
      const message =
        status === "fail" && this.#traits.errorMessage !== "absent"
          ? `<errorMessage>${text}</errorMessage>`
          : "";
      body = document(
        `<operationState><operation>${operation}</operation><status>${status}</status>${message}</operationState>${this.#additionalInfo(entry.request, shown)}`,
      );
    }
    this.#statusCache = { atMs: now, body };
    return body;
  }

  #additionalInfo({ listsFaults }: ReceivedRequest, { operation, status }: Shown): string {
    if (!listsFaults || operation !== "verify" || status !== "success") return "";
    const fault = "<verify><object>sip-interface</object><field>realm-id</field></verify>";
    return `<additionalInfo><verifySummary>${fault}</verifySummary></additionalInfo>`;
  }

  #versionsBody(): string {
    const atMs = this.#clock.now() - this.#traits.versionsLagMs;
    const { current, running } =
      this.#versions.findLast(({ fromMs }) => fromMs <= atMs) ?? this.versions;
    return document(
      `<configVersions><currentVersion>${current}</currentVersion><runningVersion>${running}</runningVersion></configVersions>`,
    );
  }

  #systemBody(): string {
    const { hostNames, showsHaMembers, uptimeElement: uptime } = this.#traits;
    const [a, b] = this.#systems;
    const { hostName } = this.#active;
    const peer = this.#active === a ? b : a;
    const name = hostNames === "absent" ? "" : `<hostName>${hostName}</hostName>`;
    const pair = showsHaMembers
      ? `<haPeerName>${peer.hostName}</haPeerName><haPeerRole>standby</haPeerRole><haSwitchOvers>${this.#switchovers}</haSwitchOvers>`
      : "";
    return document(
      `<${uptime}>${this.#uptimeSeconds()}</${uptime}>${name}<systemState>online</systemState><role>active</role>${pair}`,
    );
  }

  #uptimeSeconds(): number {
    const now = this.#clock.now();
    const { uptimeCacheMs, uptimeStepSeconds: step } = this.#traits;
    const cached = this.#uptimeCache;
    if (cached?.system === this.#active && now - cached.atMs < uptimeCacheMs) return cached.seconds;
    const seconds = Math.floor((now - this.#active.bootedAtMs) / 1000 / step) * step;
    this.#uptimeCache = { atMs: now, system: this.#active, seconds };
    return seconds;
  }
}

function shownAt({ shown }: StatusEntry, atMs: number): Shown | undefined {
  return shown.findLast(({ fromMs }) => fromMs <= atMs);
}
