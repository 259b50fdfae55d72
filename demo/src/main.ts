// `pnpm demo`

import { styleText } from "node:util";
import { runDemo } from "./demo.ts";

// styleText leaves colours out where standard output is no terminal, and where NO_COLOR is set.
await runDemo(
  {
    heading: (text) => console.log(`\n${styleText("bold", text)}`),
    step: (text) => console.log(`  ${text}`),
    result: (text, good) => console.log(`  ${styleText(good ? "green" : "red", text)}`),
  },
  1_000,
);
