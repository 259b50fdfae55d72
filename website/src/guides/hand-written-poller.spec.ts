import { naivePollers } from "@asyncstatus/e2e/naive-pollers";
import { expect, test } from "vitest";
import { type Play, play } from "../live/play.ts";
import { sceneNames } from "../live/scenes.ts";
import { claimWords, factOf, outcomeWords } from "../live/words.ts";
import { readGuide } from "./guide.ts";

/** A scenario, as a row of the table. */
function rowOf({ name, scene, naive, ours }: Play): string {
  const says = claimWords[naive.said].replace(/\.$/, "");
  const judged = naive.faults.length > 0 ? `**${says}**` : says;
  const cells = [
    `[\`${name}\`](../live/index.md#${name})`,
    naivePollers[scene.naive].habit,
    judged,
    faultsBeside(naive.faults) ?? factOf(naive.truth),
    outcomeWords(ours.said).replace(/\.$/, ""),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** What is wrong where it is not what was said of the effect. */
function faultsBeside(faults: readonly string[]): string | undefined {
  return faults.find((fault) => !/^It (says|has no)/.test(fault))?.replace(/\.$/, "");
}

test("the table is what comes of playing each scenario; `vitest -u` writes it anew", async () => {
  const rows: string[] = [];
  for (const name of sceneNames) rows.push(rowOf(await play(name)));
  const table = [
    "| scenario | the poller | says | in fact | asyncstatus says |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "Bold is wrong, or no answer where there is one.",
  ].join("\n");
  const { text } = readGuide("hand-written-poller");
  const played = /<!-- played -->.*<!-- \/played -->/s;
  expect(text).toMatch(played);
  const fresh = text.replace(played, () => `<!-- played -->\n\n${table}\n\n<!-- /played -->`);
  await expect(fresh).toMatchFileSnapshot("../../pages/guides/hand-written-poller.md");
}, 30_000);

test("there is no code in it that is not tried", () => {
  expect(readGuide("hand-written-poller").untried()).toEqual([]);
});
