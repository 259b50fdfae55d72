import type { Role, SystemStatusData } from "@asyncstatus/model";
import type { Agenda } from "./agenda.ts";
import type { Assumptions } from "./assumptions.ts";
import type { DurationsMs } from "./durations.ts";
import { Refusal } from "./refusal.ts";

/** What the system is, and what decides how it comes and goes. */
export interface SystemOptions {
  readonly hostName: string;
  /** The name of the other system of the pair; none where the system stands alone. */
  readonly peerName: string | undefined;
  readonly healthScorePercent: number;
  readonly agenda: Agenda;
  readonly assumptions: Assumptions;
  readonly durationsMs: DurationsMs;
  /** What is lost when the system goes off. */
  readonly onOff: () => void;
}

/** The system as a whole: whether and since when it is up, and its part in a pair. */
export class System {
  readonly #options: SystemOptions;
  #upSince: number | undefined;
  #active = true;
  #switchingOver = false;
  #switchovers = 0;

  /** A system that is up since `now`, the active one where there is a pair. */
  constructor(options: SystemOptions, now: number) {
    this.#options = options;
    this.#upSince = now;
  }

  get isUp(): boolean {
    return this.#upSince !== undefined;
  }

  /** What system/status says. */
  status(now: number): SystemStatusData {
    const { hostName, peerName, healthScorePercent, assumptions } = this.#options;
    return {
      [assumptions.uptimeElement]: Math.floor((now - (this.#upSince ?? now)) / 1000),
      hostName,
      systemState: "online",
      role: peerName === undefined ? "standalone" : role(this.#active),
      healthScorePercent,
      ...(peerName !== undefined && {
        haPeerName: peerName,
        haPeerRole: role(!this.#active),
        haSwitchOvers: this.#switchovers,
      }),
    };
  }

  /** Goes off soon, and comes up again some time later, with its uptime counted from then. */
  reboot(now: number): void {
    const { agenda, durationsMs, onOff } = this.#options;
    agenda.after(now, durationsMs.rebootDelay, (off) => {
      // Whatever was under way ends here, a second reboot too.
      agenda.clear();
      this.#upSince = undefined;
      this.#switchingOver = false;
      onOff();
      agenda.after(off, durationsMs.boot, (up) => {
        this.#upSince = up;
      });
    });
  }

  /**
   * Changes roles with the peer soon; asked again before that, it is the same switchover.
   *
   * @throws {Refusal} `no-pair`
   */
  switchOver(now: number): void {
    const { agenda, durationsMs, peerName } = this.#options;
    if (peerName === undefined) throw new Refusal("no-pair");
    if (this.#switchingOver) return;
    this.#switchingOver = true;
    agenda.after(now, durationsMs.switchover, () => {
      this.#switchingOver = false;
      this.#active = !this.#active;
      this.#switchovers += 1;
    });
  }
}

function role(active: boolean): Role {
  return active ? "active" : "standby";
}
