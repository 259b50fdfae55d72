// What `codec` starts for each lane: it reads or writes one document again and again.

import type { Lane } from "./codec.ts";
import { reading, writing } from "./codec-lanes.ts";
import { cpuMicrosEach } from "./measure.ts";
import { answer, theArgument } from "./other-process.ts";

const lane = await theArgument<Lane>();
const work = lane.does === "reading" ? reading[lane.by] : writing[lane.by];
answer("ready", (times: number) =>
  cpuMicrosEach(async () => {
    for (let done = 0; done < times; done += 1) work();
    return times;
  }),
);
