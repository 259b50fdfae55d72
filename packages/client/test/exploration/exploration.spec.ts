import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { type PollState, type PollStep, receive } from "../../src/operation/poll-step.ts";
import type { Receive } from "./broken-client.ts";
import { type Counterexample, check } from "./check.ts";
import { deedsIn } from "./deeds.ts";
import { explore } from "./explore.ts";
import { initialWorlds } from "./initial-worlds.ts";
import { model, type State } from "./model.ts";
import { mutants } from "./mutants.ts";
import { take } from "./requests.ts";
import { assumptions, type Rules, rulesOf } from "./rules.ts";
import { breaks, proof, smallScenes } from "./scenes.ts";
import { story } from "./story.ts";
import { ways, waysTitle, wayTo } from "./ways.ts";
import { type World, worldKey } from "./world.ts";

// Nothing here waits: on a busy computer, it takes its time.
vi.setConfig({ testTimeout: 180_000 });

interface Survey {
  readonly counterexample: Counterexample | undefined;
  readonly ends: ReadonlySet<string>;
  /** The ways in which something was in effect, as was said, but not by our request. */
  readonly wrong: ReadonlySet<string>;
}

const surveys = new Map<string, Survey>();

/** What is found in a world, explored to its end. */
function survey(rules: Rules): Survey {
  const key = keyOf(rules);
  const known = surveys.get(key);
  if (known) return known;
  const ends = new Set<string>();
  const wrong = new Set<string>();
  const { counterexample } = check(rules, {}, undefined, (state) => {
    ends.add(endOf(state));
    const way = wayTo(state);
    if (way) wrong.add(way);
    return false;
  });
  const found = { counterexample, ends, wrong };
  surveys.set(key, found);
  return found;
}

function endOf({ client: { value: client } }: State): string {
  if (client.at !== "ended") return client.at;
  const said = client.outcome.value;
  return `${said.outcome}, ${"confidence" in said ? said.confidence : said.versionEvidence}`;
}

function tell(counterexample: Counterexample | undefined): string[] {
  return counterexample
    ? [`Broken: ${counterexample.invariant}.`, ...story(counterexample.path)]
    : [];
}

test.for(smallScenes)(
  "every invariant holds for $operation, with others: $others, restarts: $restarts, switchovers: $switchovers, words: $words",
  (rules) => {
    expect(tell(survey(rules).counterexample)).toEqual([]);
  },
);

test("every kind of end is reached", () => {
  const ends = new Set(smallScenes.flatMap((rules) => [...survey(rules).ends]));
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

test("a wait can always end by its deadline, and nothing follows an end", () => {
  const graph = model(rulesOf("activate", { restarts: true }));
  const stuck: State[] = [];
  explore(graph, {
    onState: (state) => {
      const { at } = state.client.value;
      const steps = graph.steps(state);
      const givesUp = steps.some(({ attribution }) => attribution.kind === "gives up");
      const isOver = ["ended", "timed out", "refused"].includes(at);
      const isRight = (at === "polling") === givesUp && isOver === (steps.length === 0);
      if (!isRight) stuck.push(state);
      return false;
    },
  });
  expect(stuck).toEqual([]);
});

test("what is said to be in effect is so without our request in known ways only", () => {
  const wrong = smallScenes.flatMap((rules) => [...survey(rules).wrong]);
  expect(wrong.filter((way) => !(way in ways))).toEqual([]);
});

test("each of the known ways is one", async () => {
  const told = Object.entries(ways).map(([name, { story: title, rules }]) => {
    let lines = ["not found"];
    explore(model(rules), {
      onState: (state, path) => {
        if (wayTo(state) !== name) return false;
        lines = story(path());
        return true;
      },
    });
    return chapter(title, lines);
  });
  const text = [`${waysTitle}\n`, ...told].join("\n");
  await expect(text).toMatchFileSnapshot("stories/documented.txt");
});

test("each assumption is needed: without it, something that is said is wrong", async () => {
  expect(breaks.map(({ assumption }) => assumption)).toEqual(assumptions);
  const told = breaks.map(({ assumption, rules, breaks: harm }) => {
    const { counterexample } = check(rules, {}, [harm]);
    expect(counterexample, assumption).toBeDefined();
    return chapter(`If it is not so that ${assumption}:`, tell(counterexample));
  });
  await expect(told.join("\n")).toMatchFileSnapshot("stories/assumptions.txt");
});

test("the page on the wait lists the assumptions as they are explored", async () => {
  const page = await readFile(new URL("../../THE-WAIT.md", import.meta.url), "utf8");
  const listed = [...page.matchAll(/^ {3}- (.*?)[;.]$/gm)].map(([, text]) => text);
  expect(listed).toEqual(assumptions);
});

// The largest of these worlds is explored in `mutants.long.spec.ts`.
test.for(breaks.filter((broken) => broken.breaks !== proof && !broken.rules.resumes))(
  "what is proven does not rest on this: $assumption",
  ({ rules }) => {
    expect(tell(check(rules, {}, [proof]).counterexample)).toEqual([]);
  },
);

test("what was issued before our lock and is shown late proves nothing with a fence", () => {
  const late = breaks.filter(({ assumption }) => assumption.includes("before the fence"));
  expect(late).toHaveLength(1);
  for (const { rules } of late) {
    for (const operation of ["activate", "save", "verify"] as const) {
      const worlds = { ...rules, operation };
      expect(check(worlds, { fenceMs: 0 }, [proof]).counterexample, operation).toBeDefined();
      expect(tell(check(worlds, { fenceMs: 5_000 }, [proof]).counterexample)).toEqual([]);
    }
  }
});

test("each mutant does the harm that it is there for", async () => {
  const told = mutants.map(({ rule, does, rules, conduct, breaks: harm }) => {
    const { counterexample } = check(rules, conduct, [harm]);
    expect(counterexample, does).toBeDefined();
    return chapter(`${rule} ${does}`, tell(counterexample));
  });
  await expect(told.join("\n")).toMatchFileSnapshot("stories/mutants.txt");
});

test("nothing is decided by the readings and the failures, which the model leaves out", () => {
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
  const rules = rulesOf("activate", { others: 1, restarts: true, words: true });
  const texts = new Map<string, string>();
  const worlds = initialWorlds(rules).map((world): World => {
    const submitted: World = { ...world, time: "early" };
    return { ...submitted, ...take(submitted, "activate", "us") };
  });
  for (let world = worlds.pop(); world; world = worlds.pop()) {
    const key = worldKey(world);
    const text = JSON.stringify(world);
    const known = texts.get(key);
    if (known !== undefined && known !== text) expect(text).toBe(known);
    texts.set(key, text);
    if (known === undefined) worlds.push(...deedsIn(world, rules).map((step) => step.world));
  }
  expect(texts.size).toBeGreaterThan(9_000);
});

function chapter(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

function keyOf(rules: Rules): string {
  return JSON.stringify([rules, ...rules.broken]);
}
