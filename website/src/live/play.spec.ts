import { scenarioNames } from "@asyncstatus/server/in-memory";
import { expect, test } from "vitest";
import { play } from "./play.ts";
import { isRandom, notPlayed, sceneNames } from "./scenes.ts";
import { claimWords, outcomeWords, whyWords } from "./words.ts";

test("each scenario is played or listed as not played", () => {
  expect([...sceneNames, ...notPlayed].sort()).toEqual([...scenarioNames].sort());
});

// Final report of each side. A star marks errors.
test.each([
  ["everyday", "It succeeded.", "succeeded, proven"],
  ["stale-success", "It succeeded. *", "failed, proven: The disk is full."],
  [
    "superseded-by-acli",
    "It succeeded. *",
    "unknown: before your activate finished, another request (save in progress) replaced it in the status. The versions don't show whether the activate succeeded.",
  ],
  ["busy-at-start", "It succeeded. *", "succeeded, proven"],
  ["lock-held-by-gui", "It gave up. *", "succeeded, proven"],
  ["verify-refuses", "It succeeded. *", "failed, proven: Realm new has no interface."],
  ["activate-fails", "It gave up. *", "failed, proven: The standby system does not respond."],
  ["save-without-change", "It failed. *", "succeeded, proven"],
  ["never-ending", "It failed. *", "still running at the deadline; the wait can be resumed"],
  ["activation-outlives-token", "It succeeded. *", "succeeded, proven"],
  ["token-expires-early", "It succeeded. *", "succeeded, documented"],
  ["token-refused", "It succeeded. *", "succeeded, documented"],
  ["clock-skew", "It succeeded. *", "succeeded, documented"],
  [
    "reboot-during-activate",
    "It gave up. *",
    "unknown: the device restarted before the result of your activate was seen; the versions show that it had no effect",
  ],
  [
    "stuck-after-reboot",
    "It gave up. *",
    "unknown: the device restarted before the result of your activate was seen; the versions show that it had no effect",
  ],
  [
    "switchover-during-activate",
    "It gave up. *",
    "unknown: the HA pair switched over before the result of your activate was seen; the versions don't show whether it succeeded",
  ],
  ["flaky-network", "It failed. *", "succeeded, proven"],
  ["garbage-responses", "It failed. *", "succeeded, proven"],
  ["response-lost", "It failed. *", "succeeded, proven"],
  // Right by chance: it reports the same in the scenario above.
  [
    "submission-lost",
    "It failed.",
    "unknown: the response to your activate was lost. Neither the status nor the versions show whether the device accepted the request or whether it succeeded.",
  ],
  [
    "crowded",
    "It failed. *",
    "unknown: before your activate finished, another request (save in progress) replaced it in the status. The versions don't show whether the activate succeeded.",
  ],
] as const)("%s: the naive poller reports %j, the client %j", async (name, claim, outcome) => {
  const { naive, client } = await play(name);
  const star = (errors: readonly string[]) => (errors.length > 0 ? " *" : "");
  expect(`${claimWords[naive.reported]}${star(naive.errors)}`).toBe(claim);
  expect(`${outcomeWords(client.reported)}${star(client.errors)}`).toBe(outcome);
});

test.each(sceneNames.filter(isRandom))(
  "%s: no proven outcome is wrong with any seed",
  async (name) => {
    for (let seed = 1; seed <= 20; seed++) {
      const { reported, errors } = (await play(name, seed)).client;
      if ("confidence" in reported && reported.confidence === "proven") {
        expect({ seed, errors }).toEqual({ seed, errors: [] });
      }
    }
  },
);

test("crowded, seed 20: a documented outcome can be wrong if the lock doesn't bind all users", async () => {
  const { client } = await play("crowded", 20);
  expect(client.reported).toMatchObject({ outcome: "failed", confidence: "documented" });
  expect(client.errors).toHaveLength(1);
});

test("does not call a probable result confirmed", async () => {
  const { reported } = (await play("everyday")).client;
  expect(reported.outcome).toBe("succeeded");
  const probable = { ...reported, confidence: "probable" } as typeof reported;
  expect(whyWords(probable)).toContain("may be another user's");
});

test("a play is reproducible", async () => {
  expect(await play("crowded", 5)).toEqual(await play("crowded", 5));
});

test("shows no password and no token", async () => {
  const { naive, client } = await play("activation-outlives-token");
  const shown = JSON.stringify([naive.entries, client.entries]);
  expect(shown).toContain("Authorization: Bearer …");
  expect(shown).not.toMatch(/Bearer \w|Basic \w|<accessToken>\w|token=\w/);
});

test("shows the attribution of the client's status readings", async () => {
  for (const name of sceneNames) {
    const { client } = await play(name);
    const polls = client.entries.filter(
      (entry) =>
        entry.kind === "exchange" &&
        entry.exchange.path === "admin/asyncstatus" &&
        entry.attribution,
    );
    expect(polls.length, name).toBeGreaterThan(0);
  }
});
