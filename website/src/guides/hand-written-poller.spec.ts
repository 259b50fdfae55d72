import { naivePollers } from "@asyncstatus/e2e/naive-pollers";
import { expect, test } from "vitest";
import { resultWords } from "../live/actual-result.ts";
import { type Play, play } from "../live/play.ts";
import { sceneNames } from "../live/scenes.ts";
import { claimWords, outcomeWords } from "../live/words.ts";
import { readGuide } from "./guide.ts";

function rowOf({ name, scene, naive, client }: Play): string {
  const claim = claimWords[naive.reported].replace(/\.$/, "");
  const cells = [
    `[\`${name}\`](../live/index.md#${name})`,
    naivePollers[scene.naive].habit,
    naive.errors.length > 0 ? `**${claim}**` : claim,
    sideEffect(naive.errors) ?? resultWords(naive.actual),
    outcomeWords(client.reported).replace(/\.$/, ""),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Returns the error that isn't about the report. */
function sideEffect(errors: readonly string[]): string | undefined {
  const error = errors.find((each) => !each.startsWith("It reports"));
  return error?.replace(/^It/, "it").replace(/\.$/, "");
}

test("the table has the results of all scenarios; `vitest -u` writes it", async () => {
  const rows: string[] = [];
  for (const name of sceneNames) rows.push(rowOf(await play(name)));
  const table = [
    "| scenario | the poller's habit | the poller reports | what happened to its request | asyncstatus reports |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "Entries in **bold** are wrong reports, or mean that the poller gave up without one.",
  ].join("\n");
  const { text } = readGuide("hand-written-poller");
  const section = /<!-- played -->.*<!-- \/played -->/s;
  expect(text).toMatch(section);
  const written = text.replace(section, () => `<!-- played -->\n\n${table}\n\n<!-- /played -->`);
  await expect(written).toMatchFileSnapshot("../../pages/guides/hand-written-poller.md");
}, 30_000);

test("every code block is tested", () => {
  expect(readGuide("hand-written-poller").untested()).toEqual([]);
});
