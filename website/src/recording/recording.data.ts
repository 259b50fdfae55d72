import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../package-folder.ts";
import { type RecordedPart, readRecording } from "./recording.ts";

/** Data that is built into the page. */
export type RecordingData = readonly RecordedPart[];

declare const data: RecordingData;

export { data };

/** Data loader of VitePress. */
export default {
  watch: ["../../assets/rollout.cast"],
  load(): RecordingData {
    const { parts, end } = readRecording(
      readFileSync(join(packageFolder, "assets/rollout.cast"), "utf8"),
    );
    return [...parts, { label: "The end", board: end }];
  },
};
