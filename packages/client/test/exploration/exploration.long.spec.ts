import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { type PollState, type PollStep, receive } from "../../src/operation/poll-step.ts";
import type { Receive } from "./broken-client.ts";
import { type Counterexample, check } from "./check.ts";
import { explore } from "./explore.ts";
import { initialWorlds } from "./initial-worlds.ts";
import { model, type State } from "./model.ts";
import { mutants } from "./mutants.ts";
import { otherCauseOf, otherCauses, otherCausesTitle } from "./other-causes.ts";
import { accept } from "./requests.ts";
import { assumptions, type Rules, rulesKey, rulesOf } from "./rules.ts";
import { breaks, proof, smallScenarios } from "./scenarios.ts";
import { story } from "./story.ts";
import { type World, worldKey } from "./world.ts";
import { eventsIn } from "./world-events.ts";

// The tests only compute: on a busy computer, they take longer.
vi.setConfig({ testTimeout: 180_000 });

interface Survey {
  readonly counterexample: Counterexample | undefined;
  readonly ends: ReadonlySet<string>;
  /** The reasons, other than our request, why the configuration is running. */
  readonly causes: ReadonlySet<string>;
}

const surveys = new Map<string, Survey>();

/** Explores a model until no new state is found. */
function survey(rules: Rules): Survey {
  const key = rulesKey(rules);
  const known = surveys.get(key);
  if (known) return known;
  const ends = new Set<string>();
  const causes = new Set<string>();
  const { counterexample } = check(rules, {}, undefined, (state) => {
    ends.add(endOf(state));
    const cause = otherCauseOf(state);
    if (cause) causes.add(cause);
    return false;
  });
  const found = { counterexample, ends, causes };
  surveys.set(key, found);
  return found;
}

function endOf({ client: { value: client } }: State): string {
  if (client.at !== "ended") return client.at;
  const outcome = client.outcome.value;
  return `${outcome.outcome}, ${"confidence" in outcome ? outcome.confidence : outcome.versionEvidence}`;
}

function describe(counterexample: Counterexample | undefined): string[] {
  return counterexample
    ? [`Broken: ${counterexample.invariant}.`, ...story(counterexample.path)]
    : [];
}

test.for(smallScenarios)(
  "every invariant holds for $operation, with others: $others, restarts: $restarts, switchovers: $switchovers, unknownStatuses: $unknownStatuses",
  (rules) => {
    expect(describe(survey(rules).counterexample)).toEqual([]);
  },
);

test("reaches every kind of end", () => {
  const ends = new Set(smallScenarios.flatMap((rules) => [...survey(rules).ends]));
  expect([...ends].filter((end) => end.includes(",")).sort()).toEqual([
    "failed, documented",
    "failed, probable",
    "failed, proven",
    "lost, denies",
    "lost, inconclusive",
    "submission-unknown, inconclusive",
    "succeeded, documented",
    "succeeded, probable",
    "succeeded, proven",
    "superseded, confirms",
    "superseded, inconclusive",
  ]);
});

test("ends each wait by its deadline, and does nothing after an end", () => {
  const graph = model(rulesOf("activate", { restarts: true }));
  const stuck: State[] = [];
  explore(graph, {
    onState: (state) => {
      const { at } = state.client.value;
      const steps = graph.steps(state);
      const endsAtDeadline = steps.some(
        ({ transition }) => transition.kind === "reaches the deadline",
      );
      const isOver = ["ended", "timed out", "refused"].includes(at);
      const isRight = (at === "polling") === endsAtDeadline && isOver === (steps.length === 0);
      if (!isRight) stuck.push(state);
      return false;
    },
  });
  expect(stuck).toEqual([]);
});

test("knows every reason, other than our request, why the configuration is running", () => {
  const causes = smallScenarios.flatMap((rules) => [...survey(rules).causes]);
  expect(causes.filter((cause) => !(cause in otherCauses))).toEqual([]);
});

test("finds each of these causes", async () => {
  const stories = Object.entries(otherCauses).map(([name, { story: title, rules }]) => {
    let lines = ["not found"];
    explore(model(rules), {
      onState: (state, path) => {
        if (otherCauseOf(state) !== name) return false;
        lines = story(path());
        return true;
      },
    });
    return chapter(title, lines);
  });
  const text = [`${otherCausesTitle}\n`, ...stories].join("\n");
  await expect(text).toMatchFileSnapshot("stories/documented.txt");
});

test("breaks an invariant without any one of the assumptions", async () => {
  expect(breaks.map(({ assumption }) => assumption)).toEqual(assumptions);
  const stories = breaks.map(({ assumption, rules, breaks: invariant }) => {
    const { counterexample } = check(rules, {}, [invariant]);
    expect(counterexample, assumption).toBeDefined();
    return chapter(`Without the assumption "${assumption}":`, describe(counterexample));
  });
  await expect(stories.join("\n")).toMatchFileSnapshot("stories/assumptions.txt");
});

test("THE-WAIT.md lists the assumptions", async () => {
  const page = await readFile(new URL("../../THE-WAIT.md", import.meta.url), "utf8");
  const listed = [...page.matchAll(/^\| \d\. (.*?) \| (?:`\w+` )?\|/gm)].map(([, text]) => text);
  expect(listed).toEqual(assumptions);
});

// `pnpm explore` explores the largest of these models.
test.for(breaks.filter((broken) => broken.breaks !== proof && !broken.rules.resumes))(
  "proves nothing wrong without this assumption: $assumption",
  ({ rules }) => {
    expect(describe(check(rules, {}, [proof]).counterexample)).toEqual([]);
  },
);

test("with a fence, a request from before our lock that is shown late proves nothing", () => {
  const late = breaks.filter(({ assumption }) => assumption.includes("after the fence"));
  expect(late).toHaveLength(1);
  for (const { rules } of late) {
    for (const operation of ["activate", "save", "verify"] as const) {
      const worlds = { ...rules, operation };
      expect(check(worlds, { fenceMs: 0 }, [proof]).counterexample, operation).toBeDefined();
      expect(describe(check(worlds, { fenceMs: 5_000 }, [proof]).counterexample)).toEqual([]);
    }
  }
});

test("each mutant breaks its invariant", async () => {
  const stories = mutants.map(({ rule, does, rules, behavior, breaks: invariant }) => {
    const { counterexample } = check(rules, behavior, [invariant]);
    expect(counterexample, does).toBeDefined();
    return chapter(`${rule} ${does}`, describe(counterexample));
  });
  await expect(stories.join("\n")).toMatchFileSnapshot("stories/mutants.txt");
});

test("no decision depends on the readings and the failures, which the model removes", () => {
  const reading = { elapsedMs: 1, attribution: "ours", reason: "changed-under-lock" } as const;
  const others = (poll: PollState): PollState => ({
    ...poll,
    wait: { ...poll.wait, readings: [reading] },
    failures: 3,
    pauses: !poll.pauses,
  });
  const reduced = ({ poll, attribution, outcome }: PollStep) => [
    { ...poll, wait: { ...poll.wait, readings: [] }, failures: 0, pauses: true },
    attribution,
    outcome && { ...outcome, evidence: { ...outcome.evidence, readings: [] } },
  ];
  const careful: Receive = (poll, result, lock) => {
    const step = receive(poll, result, lock);
    expect(reduced(receive(others(poll), result, lock))).toEqual(reduced(step));
    return step;
  };
  const rules = rulesOf("activate", { others: 1, secondRequest: "refused" });
  expect(check(rules, { receive: careful }).extent.states).toBeGreaterThan(100_000);
});

test("no two worlds have the same key", () => {
  const rules = rulesOf("activate", { others: 1, restarts: true, unknownStatuses: true });
  const texts = new Map<string, string>();
  const worlds = initialWorlds(rules).map((world): World => {
    const submitted: World = { ...world, time: "early" };
    return { ...submitted, ...accept(submitted, "activate", "us") };
  });
  for (let world = worlds.pop(); world; world = worlds.pop()) {
    const key = worldKey(world);
    const text = JSON.stringify(world);
    const known = texts.get(key);
    if (known !== undefined && known !== text) expect(text).toBe(known);
    texts.set(key, text);
    if (known === undefined) worlds.push(...eventsIn(world, rules).map((step) => step.world));
  }
  expect(texts.size).toBeGreaterThan(9_000);
});

function chapter(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
