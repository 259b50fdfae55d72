import type { Role, SwitchOver, SystemStatusData } from "@asyncstatus/model";
import type { Assumptions } from "../assumptions.ts";
import { toMs } from "../duration.ts";
import type { Durations } from "../durations.ts";
import type { EventQueue } from "../event-queue.ts";
import { Refusal } from "../refusal.ts";

/** A scheduled event of the system. */
export interface SystemEvent {
  readonly kind: "goesDown" | "comesUp" | "switchesOver";
}

export interface SystemOptions {
  readonly hostName: string;
  /** The name of the other system of the HA pair; undefined for a standalone system. */
  readonly peerName: string | undefined;
  readonly healthScorePercent: number;
  /** The role in an HA pair at the start. @default "active" */
  readonly startsAs?: "active" | "standby" | undefined;
  readonly queue: Pick<EventQueue<SystemEvent>, "after">;
  readonly assumptions: Assumptions;
  readonly durations: Durations;
  readonly onDown: () => void;
  readonly onUp?: () => void;
  readonly onSwitchover?: () => void;
}

/** The system as plain data. */
export interface SystemState {
  /** By the device's clock; absent while it is down. */
  readonly upSinceMs?: number;
  readonly peerUpSinceMs: number;
  readonly switchingOver: boolean;
  readonly switchovers: number;
  /** When the last switchovers were, the oldest first. */
  readonly switchedOverAtMs: readonly number[];
  /** The answer of system/status that is repeated for a while. */
  readonly answered?: { readonly atMs: number; readonly status: SystemStatusData };
}

/** The names of the components are in the vendor's style; nothing of them changes. */
const haSyncState = [
  { name: "tSipd", state: "enabled" },
  { name: "tMbcd", state: "enabled" },
];

/** Assumed: the number that a real device keeps is not documented. */
const maxSwitchOverLogs = 10;

/** The system: its uptime, and its role in an HA pair. */
export class System {
  readonly #options: SystemOptions;
  /** Replaced as a whole by each change. */
  state: SystemState;

  /** Creates a system that is up. */
  constructor(options: SystemOptions, upSinceMs: number) {
    this.#options = options;
    this.state = {
      upSinceMs,
      peerUpSinceMs: upSinceMs,
      switchingOver: false,
      switchovers: 0,
      switchedOverAtMs: [],
    };
  }

  get isUp(): boolean {
    return this.state.upSinceMs !== undefined;
  }

  get role(): Role {
    if (this.#options.peerName === undefined) return "standalone";
    return roleOf(this.#isActive);
  }

  /** Returns the content of system/status. */
  status(now: number): SystemStatusData {
    const { answered } = this.state;
    const repeatMs = toMs(this.#options.assumptions.systemStatusAge);
    if (answered && now < answered.atMs + repeatMs) return answered.status;
    const status = this.#currentStatus(now);
    if (repeatMs > 0) this.state = { ...this.state, answered: { atMs: now, status } };
    return status;
  }

  #currentStatus(now: number): SystemStatusData {
    const { hostName, peerName, healthScorePercent, assumptions } = this.#options;
    const { upSinceMs = now, switchovers } = this.state;
    const stepMs = Math.max(1, Math.round(toMs(assumptions.uptimeStep) / 1000)) * 1000;
    const moved = this.#hasMoved;
    const [name, otherName] = moved ? [peerName, hostName] : [hostName, peerName];
    return {
      [assumptions.uptimeElement]: (Math.floor((now - upSinceMs) / stepMs) * stepMs) / 1000,
      hostName: name ?? hostName,
      systemState: "online",
      role: this.role,
      healthScorePercent,
      ...(otherName !== undefined && {
        haPeerName: otherName,
        haPeerRole: roleOf(!this.#isActive),
        haSwitchOvers: switchovers,
        haSyncState,
        switchOverLogs: this.#switchOverLogs(),
      }),
    };
  }

  /** The log of the system that answers: after the last switchover it has its current role. */
  #switchOverLogs(): SwitchOver[] {
    const { switchedOverAtMs } = this.state;
    return switchedOverAtMs.map((atMs, index) => {
      const becameActive =
        (switchedOverAtMs.length - index) % 2 === 1 ? this.#isActive : !this.#isActive;
      const [oldState, newState] = becameActive ? ["Standby", "Active"] : ["Active", "Standby"];
      const info = `${oldState} to ${newState}`;
      return { time: new Date(atMs).toISOString(), oldState, newState, info };
    });
  }

  /** Schedules a reboot. */
  reboot(now: number): void {
    const { queue, durations } = this.#options;
    queue.after(now, toMs(durations.rebootDelay), { kind: "goesDown" });
  }

  /** Schedules a switchover, unless one is scheduled. @throws {Refusal} `no-pair` */
  switchOver(now: number): void {
    const { queue, durations, peerName } = this.#options;
    if (peerName === undefined) throw new Refusal("no-pair");
    if (this.state.switchingOver) return;
    this.state = { ...this.state, switchingOver: true };
    queue.after(now, toMs(durations.switchover), { kind: "switchesOver" });
  }

  /** Runs a scheduled event. */
  run({ kind }: SystemEvent, now: number): void {
    const { queue, durations, onDown, onUp, onSwitchover } = this.#options;
    switch (kind) {
      case "goesDown": {
        const { upSinceMs: _, answered: _answered, ...rest } = this.state;
        this.state = { ...rest, switchingOver: false };
        // It cancels the other events of the system, so it precedes the next.
        onDown();
        queue.after(now, toMs(durations.boot), { kind: "comesUp" });
        return;
      }
      case "comesUp":
        this.state = { ...this.state, upSinceMs: now };
        onUp?.();
        return;
      case "switchesOver":
        this.changeRoles(now);
        onSwitchover?.();
        return;
    }
  }

  /** True if the address has moved to the peer. */
  get #hasMoved(): boolean {
    const { addressAfterSwitchover } = this.#options.assumptions;
    return this.state.switchovers % 2 === 1 && addressAfterSwitchover === "movesToPeer";
  }

  get #isActive(): boolean {
    const startedActive = this.#options.startsAs !== "standby";
    const changed = this.state.switchovers % 2 === 1 && !this.#hasMoved;
    return changed ? !startedActive : startedActive;
  }

  /** Changes the roles of the HA pair, immediately. */
  changeRoles(now: number): void {
    const { upSinceMs = now, peerUpSinceMs, switchovers, switchedOverAtMs } = this.state;
    const moves = this.#options.assumptions.addressAfterSwitchover === "movesToPeer";
    const { answered } = this.state;
    this.state = {
      // The peer has its own answer.
      ...(answered && !moves && { answered }),
      switchingOver: false,
      switchovers: switchovers + 1,
      switchedOverAtMs: [...switchedOverAtMs, now].slice(-maxSwitchOverLogs),
      upSinceMs: moves ? peerUpSinceMs : upSinceMs,
      peerUpSinceMs: moves ? upSinceMs : peerUpSinceMs,
    };
  }
}

function roleOf(active: boolean): Role {
  return active ? "active" : "standby";
}
