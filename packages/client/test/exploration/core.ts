import type { Decision, decide, Observation } from "../../src/operation/decide.ts";
import type { FinalOutcome } from "../../src/operation/outcome.ts";
import type { Baseline, WaitState } from "../../src/operation/wait-state.ts";
import type { Client } from "./client.ts";
import { type Interned, Interning } from "./interning.ts";
import { registrationMs } from "./read.ts";
import type { Name } from "./world.ts";

/** What was decided. */
export interface Decided {
  readonly wait: Interned<WaitState>;
  readonly decision: Decision;
  /** Where our client stands then. */
  readonly client: Interned<Client>;
}

/** The core of the wait, remembered: it is pure, so what it has decided once, it decides again. */
export class Core {
  readonly #decide: typeof decide;
  readonly #clients: Interning<Client>;
  readonly #waits = new Interning<WaitState>(JSON.stringify);
  readonly #outcomes = new Interning<FinalOutcome>(JSON.stringify);
  readonly #decided = new Map<string, Decided>();

  constructor(core: typeof decide, clients: Interning<Client>) {
    this.#decide = core;
    this.#clients = clients;
  }

  /** The wait just after a submission. */
  begin(
    operation: Name,
    submission: WaitState["submission"],
    baseline: Baseline,
    fenceMs: number,
  ): Interned<WaitState> {
    return this.#waits.of({
      operation,
      submission,
      baseline,
      registrationMs,
      lock: "held",
      epoch: "same",
      seen: false,
      foreignSeen: false,
      emptied: false,
      mayBeRepeated: false,
      isFollowed: false,
      clock: "ours",
      fenceMs,
      readings: [],
    });
  }

  /** @param key The same for equal observations of a type, and for no others. */
  decide(wait: Interned<WaitState>, key: string, observation: Observation): Decided {
    const whole = `${observation.type} ${wait.id} ${key}`;
    const known = this.#decided.get(whole);
    if (known) return known;
    const { state, decision } = this.#decide(wait.value, observation);
    // Sightings are evidence for people: nothing is decided by them.
    const now = this.#waits.of({ ...state, readings: [] });
    const decided = { wait: now, decision, client: this.#clients.of(this.#after(now, decision)) };
    this.#decided.set(whole, decided);
    return decided;
  }

  #after(wait: Interned<WaitState>, decision: Decision): Client {
    if (decision.next === "end") {
      return { at: "ended", wait, outcome: this.#outcomes.of(decision.outcome) };
    }
    return { at: "waiting", wait, next: decision.next, failed: false };
  }
}
