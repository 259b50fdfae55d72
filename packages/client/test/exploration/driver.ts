import type { Confirmation } from "../../src/operation/conclude.ts";
import type { Baseline, WaitState } from "../../src/operation/wait-state.ts";
import { type Act, type Client, clientKey, type Look } from "./client.ts";
import type { Conduct } from "./conduct.ts";
import { Core } from "./core.ts";
import { type Interned, Interning } from "./interning.ts";
import { elapsedMsAt, read, systemIn } from "./read.ts";
import { isAccepting, take } from "./requests.ts";
import type { Rules } from "./rules.ts";
import type { World } from "./world.ts";

/** What our client does or meets, and what comes of it. */
export interface ActStep {
  readonly act: Act;
  readonly client: Interned<Client>;
  readonly world: World;
}

type At<Place extends Client["at"]> = Extract<Client, { at: Place }>;

/** Drives the core as `submit` and `Operation` do, and lets the world move between any two steps. */
export class Driver {
  readonly #rules: Rules;
  readonly #conduct: Conduct;
  readonly #clients = new Interning<Client>(clientKey);
  readonly #baselines = new Interning<Baseline>(JSON.stringify);
  readonly #looks = new Interning<Look>(JSON.stringify);
  readonly #confirmations = new Interning<Confirmation>(JSON.stringify);
  readonly #core: Core;
  readonly start: Interned<Client>;

  constructor(rules: Rules, conduct: Conduct) {
    this.#rules = rules;
    this.#conduct = conduct;
    this.#core = new Core(conduct.decide, this.#clients);
    const known = this.#baselines.of({});
    this.start = this.#clients.of({ at: "baseline", known, heard: 0 });
  }

  /** Everything that our client may do or meet next. */
  steps({ value: client }: Interned<Client>, world: World): ActStep[] {
    switch (client.at) {
      case "baseline":
        return this.#prepare(client, world);
      case "submitting":
        return [
          this.#submitted(client.known, "accepted", { kind: "is accepted" }, world),
          this.#submitted(client.known, "unknown", { kind: "the answer is lost" }, world),
        ];
      case "waiting":
        return [...this.#ask(client, world), this.#giveUp(world)];
      case "looking":
        return [...this.#look(client, world), this.#giveUp(world)];
      case "hearing":
        return [this.#hear(client.wait, client.operationState, world), this.#giveUp(world)];
      case "confirming":
        return [...this.#confirm(client, world), this.#giveUp(world)];
      case "ended":
      case "timed out":
      case "refused":
        return [];
    }
  }

  #step(act: Act, client: Client, world: World): ActStep {
    return { act, client: this.#clients.of(client), world };
  }

  #giveUp(world: World): ActStep {
    return this.#step({ kind: "gives up" }, { at: "timed out" }, world);
  }

  #prepare({ known, heard }: At<"baseline">, world: World): ActStep[] {
    const what = this.#conduct.baseline[heard];
    if (!what) return this.#submit(known, world);
    const isBusy = what === "operationState" && world.slots[world.active]?.status === "inProgress";
    if (isBusy || world.token === "ended") {
      return [this.#step({ kind: "cannot start" }, { at: "refused" }, world)];
    }
    const baseline = this.#baselines.of({ ...known.value, ...read(what, world, this.#rules) });
    const now: Client = { at: "baseline", known: baseline, heard: heard + 1 };
    const noted = what === "system" ? { ...world, restarted: { a: false, b: false } } : world;
    return [this.#step({ kind: "hears", what }, now, noted)];
  }

  #submit(known: Interned<Baseline>, world: World): ActStep[] {
    const { operation } = this.#rules;
    const lost: Act = { kind: "submits", operation, fate: "lost" };
    const steps = [this.#submitted(known, "unknown", lost, world)];
    if (
      world.token === "with the lock" &&
      world.lock === "ours" &&
      isAccepting(world, this.#rules)
    ) {
      const taken: Act = { kind: "submits", operation, fate: "taken" };
      const busy = { ...world, ...take(world, operation, "us") };
      steps.push(this.#step(taken, { at: "submitting", known }, busy));
    }
    return steps;
  }

  #submitted(
    known: Interned<Baseline>,
    submission: WaitState["submission"],
    act: Act,
    world: World,
  ): ActStep {
    const wait = this.#core.begin(
      this.#rules.operation,
      submission,
      known.value,
      this.#conduct.fenceMs,
    );
    return this.#step(act, { ...poll, wait }, { ...world, time: "early" });
  }

  #ask(client: At<"waiting">, world: World): ActStep[] {
    const { wait, next, failed } = client;
    const elapsedMs = elapsedMsAt[world.time];
    const looking: Client = { at: "looking", wait, elapsedMs };
    if (next === "confirm") {
      const known = this.#confirmations.of({ elapsedMs });
      return this.#confirm({ at: "confirming", wait, known, heard: 0 }, world);
    }
    if (next === "poll" && !failed)
      return [this.#step({ kind: "asks", what: "operationState" }, looking, world)];
    // Somebody who did not answer, or not as expected, may have restarted or be another system now.
    const unauthorized = this.#unauthorized(client, world);
    if (unauthorized) return [unauthorized];
    const system = systemIn(world, this.#rules);
    const observation = { type: "system", elapsedMs, system } as const;
    const decided = this.#core.decide(wait, `${elapsedMs} ${JSON.stringify(system)}`, observation);
    const act: Act = { kind: "hears", what: "system" };
    if (decided.decision.next !== "poll") return [{ act, client: decided.client, world }];
    return [this.#step(act, { ...looking, wait: decided.wait }, world)];
  }

  #look({ wait, elapsedMs }: At<"looking">, world: World): ActStep[] {
    const unauthorized = this.#unauthorized({ ...poll, wait }, world);
    if (unauthorized) return [unauthorized];
    const operationState = this.#looks.of(read("operationState", world, this.#rules));
    return [
      this.#step({ kind: "a look fails" }, { ...poll, wait, failed: true }, world),
      // What is of the time of its question comes to the same whenever its answer arrives.
      this.#conduct.lookIsOf === "question"
        ? this.#hear(wait, operationState, world, elapsedMs)
        : this.#step(
            { kind: "is answered", what: "operationState" },
            { at: "hearing", wait, operationState },
            world,
          ),
    ];
  }

  #hear(
    wait: Interned<WaitState>,
    look: Interned<Look>,
    world: World,
    elapsedMs: number = elapsedMsAt[world.time],
  ): ActStep {
    const observation = { type: "operationState", elapsedMs, ...look.value } as const;
    const { client } = this.#core.decide(wait, `${elapsedMs} ${look.id}`, observation);
    return { act: { kind: "hears", what: "operationState" }, client, world };
  }

  #confirm(client: At<"confirming">, world: World): ActStep[] {
    const { wait, known, heard } = client;
    const again: Client = { at: "waiting", wait, next: "confirm", failed: false };
    const unauthorized = this.#unauthorized(again, world);
    if (unauthorized) return [unauthorized];
    if (heard === 0) {
      const answered = this.#confirmations.of({ ...known.value, versions: world.versions });
      return [
        this.#step(
          { kind: "hears", what: "versions" },
          { ...client, known: answered, heard: 1 },
          world,
        ),
        this.#step({ kind: "is refused the versions" }, { ...client, heard: 1 }, world),
      ];
    }
    const system = systemIn(world, this.#rules);
    const observation = { type: "confirmation", ...known.value, system } as const;
    const decided = this.#core.decide(wait, `${known.id} ${JSON.stringify(system)}`, observation);
    return [
      { act: { kind: "hears", what: "system" }, client: decided.client, world },
      this.#step({ kind: "a look fails" }, again, world),
    ];
  }

  /** What comes of a question with a token that has ended. */
  #unauthorized(client: At<"waiting">, world: World): ActStep | undefined {
    if (world.token !== "ended") return undefined;
    const elapsedMs = elapsedMsAt[world.time];
    const { wait } = this.#core.decide(client.wait, `${elapsedMs}`, {
      type: "lock",
      lock: "lost",
      elapsedMs,
    });
    const loggedIn = { ...world, token: "new" } as const;
    return this.#step({ kind: "finds the lock lost" }, { ...client, wait }, loggedIn);
  }
}

const poll = { at: "waiting", next: "poll", failed: false } as const;
