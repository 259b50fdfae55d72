import type { Role, SystemStatusData } from "@asyncstatus/model";
import type { Assumptions } from "../assumptions.ts";
import type { Durations } from "../durations.ts";
import type { EventQueue } from "../event-queue.ts";
import { Refusal } from "../refusal.ts";

/** What happens to the system when its time has come. */
export interface SystemEvent {
  readonly kind: "goesOff" | "comesUp" | "switchesOver";
}

/** What the system is, and what decides how it comes and goes. */
export interface SystemOptions {
  readonly hostName: string;
  /** The name of the other system of the pair; none where the system stands alone. */
  readonly peerName: string | undefined;
  readonly healthScorePercent: number;
  readonly agenda: Pick<EventQueue<SystemEvent>, "after">;
  readonly assumptions: Assumptions;
  readonly durations: Durations;
  /** What is lost when the system goes off. */
  readonly onOff: () => void;
  /** What else comes with its coming up. */
  readonly onUp?: () => void;
  /** What else comes with the change of roles. */
  readonly onSwitchover?: () => void;
}

/** The system as plain data. */
export interface SystemState {
  /** By the device's clock; absent while it is off. */
  readonly upSinceMs?: number;
  readonly peerUpSinceMs: number;
  readonly switchingOver: boolean;
  readonly switchovers: number;
}

/** The system as a whole: whether and since when it is up, and its part in a pair. */
export class System {
  readonly #options: SystemOptions;
  /** Replaced as a whole by whatever changes it. */
  state: SystemState;

  /** A system that is up since some time, the active one where there is a pair. */
  constructor(options: SystemOptions, upSinceMs: number) {
    this.#options = options;
    this.state = { upSinceMs, peerUpSinceMs: upSinceMs, switchingOver: false, switchovers: 0 };
  }

  get isUp(): boolean {
    return this.state.upSinceMs !== undefined;
  }

  /** What system/status says. */
  status(now: number): SystemStatusData {
    const { hostName, peerName, healthScorePercent, assumptions } = this.#options;
    const { upSinceMs = now, switchovers } = this.state;
    const changed = switchovers % 2 === 1;
    const moved = changed && assumptions.addressAfterSwitchover === "movesToPeer";
    const active = !changed || moved;
    const [name, otherName] = moved ? [peerName, hostName] : [hostName, peerName];
    return {
      [assumptions.uptimeElement]: Math.floor((now - upSinceMs) / 1000),
      hostName: name ?? hostName,
      systemState: "online",
      role: peerName === undefined ? "standalone" : role(active),
      healthScorePercent,
      ...(otherName !== undefined && {
        haPeerName: otherName,
        haPeerRole: role(!active),
        haSwitchOvers: switchovers,
      }),
    };
  }

  /** Goes off soon, and comes up again some time later, with its uptime counted from then. */
  reboot(now: number): void {
    const { agenda, durations } = this.#options;
    agenda.after(now, durations.rebootDelay, { kind: "goesOff" });
  }

  /**
   * Changes roles with the peer soon; asked again before that, it is the same switchover.
   *
   * @throws {Refusal} `no-pair`
   */
  switchOver(now: number): void {
    const { agenda, durations, peerName } = this.#options;
    if (peerName === undefined) throw new Refusal("no-pair");
    if (this.state.switchingOver) return;
    this.state = { ...this.state, switchingOver: true };
    agenda.after(now, durations.switchover, { kind: "switchesOver" });
  }

  /** Lets happen what is due. */
  happen({ kind }: SystemEvent, now: number): void {
    const { agenda, durations, onOff, onUp, onSwitchover } = this.#options;
    switch (kind) {
      case "goesOff": {
        const { upSinceMs: _, ...rest } = this.state;
        this.state = { ...rest, switchingOver: false };
        // Whatever was under way ends here, a second reboot too.
        onOff();
        agenda.after(now, durations.boot, { kind: "comesUp" });
        return;
      }
      case "comesUp":
        this.state = { ...this.state, upSinceMs: now };
        onUp?.();
        return;
      case "switchesOver":
        this.#changeRoles(now);
        onSwitchover?.();
        return;
    }
  }

  #changeRoles(now: number): void {
    const { upSinceMs = now, peerUpSinceMs, switchovers } = this.state;
    const moves = this.#options.assumptions.addressAfterSwitchover === "movesToPeer";
    this.state = {
      switchingOver: false,
      switchovers: switchovers + 1,
      upSinceMs: moves ? peerUpSinceMs : upSinceMs,
      peerUpSinceMs: moves ? upSinceMs : peerUpSinceMs,
    };
  }
}

function role(active: boolean): Role {
  return active ? "active" : "standby";
}
