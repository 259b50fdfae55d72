import { scenarioNames } from "@asyncstatus/server/in-memory";
import { expect, test } from "vitest";
import { play } from "./play.ts";
import { isLeftToChance, sceneNames } from "./scenes.ts";
import { claimWords, outcomeWords } from "./words.ts";

test("there is a scene for each scenario that comes with the device", () => {
  expect([...sceneNames].sort()).toEqual([...scenarioNames].sort());
});

// What each side says in the end; a star where it is wrong.
test.each([
  ["everyday", "It succeeded.", "took effect, proven"],
  ["stale-success", "It succeeded. *", "failed, proven: The disk is full."],
  [
    "superseded-by-acli",
    "It succeeded. *",
    "superseded by another's save; by the versions: nobody can know",
  ],
  ["busy-at-start", "It succeeded. *", "took effect, proven"],
  ["lock-held-by-gui", "It gave up. *", "took effect, proven"],
  ["verify-refuses", "It succeeded. *", "failed, proven: Realm new has no interface."],
  ["activate-fails", "It gave up. *", "failed, proven: The standby system does not answer."],
  ["save-without-change", "It failed. *", "took effect, proven"],
  [
    "never-ending",
    "It failed. *",
    "timed out: the wait has ended, not the request; it can be taken up again",
  ],
  ["activation-outlives-token", "It succeeded. *", "took effect, proven"],
  ["token-expires-early", "It succeeded. *", "took effect, documented"],
  ["token-refused", "It succeeded. *", "took effect, proven"],
  ["clock-skew", "It succeeded. *", "took effect, proven"],
  [
    "reboot-during-activate",
    "It gave up. *",
    "lost, the system restarted or changed; by the versions: it did not take effect",
  ],
  [
    "stuck-after-reboot",
    "It gave up. *",
    "lost, the system restarted or changed; by the versions: it did not take effect",
  ],
  [
    "switchover-during-activate",
    "It gave up. *",
    "lost, the system restarted or changed; by the versions: nobody can know",
  ],
  ["flaky-network", "It failed. *", "took effect, proven"],
  ["garbage-responses", "It failed. *", "took effect, proven"],
  ["response-lost", "It failed. *", "took effect, proven"],
  // Right by luck: in the scenario before, it would say the same.
  [
    "submission-lost",
    "It failed.",
    "submission unknown, its answer was lost; by the versions: it did not take effect",
  ],
  ["crowded", "It failed. *", "superseded by another's save; by the versions: nobody can know"],
] as const)("%s: the naive poller says %j, ours says %j", async (name, naiveSays, oursSays) => {
  const { naive, ours } = await play(name);
  const star = (faults: readonly string[]) => (faults.length > 0 ? " *" : "");
  expect(`${claimWords[naive.said]}${star(naive.faults)}`).toBe(naiveSays);
  expect(`${outcomeWords(ours.said)}${star(ours.faults)}`).toBe(oursSays);
});

test.each(sceneNames.filter(isLeftToChance))(
  "%s: by whatever dice, nothing proven is wrong",
  async (name) => {
    for (let seed = 1; seed <= 20; seed++) {
      const { ours } = await play(name, seed);
      if ("confidence" in ours.said && ours.said.confidence === "proven") {
        expect({ seed, faults: ours.faults }).toEqual({ seed, faults: [] });
      }
    }
  },
);

test("crowded, seed 20: where the lock does not bind everybody, what is only documented can be wrong", async () => {
  const { ours } = await play("crowded", 20);
  expect(ours.said).toMatchObject({ outcome: "failed", confidence: "documented" });
  expect(ours.faults).toHaveLength(1);
});

test("a play is the same each time", async () => {
  expect(await play("crowded", 5)).toEqual(await play("crowded", 5));
});

test("no password or token is in what is shown", async () => {
  const { naive, ours } = await play("activation-outlives-token");
  const shown = JSON.stringify([naive.entries, ours.entries]);
  expect(shown).toContain("Authorization: Bearer …");
  expect(shown).not.toMatch(/Bearer \w|Basic \w|<accessToken>\w|token=\w/);
});

test("each look of ours has its label, with the reason", async () => {
  for (const name of sceneNames) {
    const { ours } = await play(name);
    const looks = ours.entries.filter(
      (entry) =>
        entry.kind === "exchange" && entry.exchange.path === "admin/asyncstatus" && entry.label,
    );
    expect(looks.length, name).toBeGreaterThan(0);
  }
});
