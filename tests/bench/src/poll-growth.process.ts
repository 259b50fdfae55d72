// What `pollGrowth` starts: a client that polls, and tells what is in use on its heap after each so many.

import { connect, type Transport, undiciTransport } from "@asyncstatus/client";
import { encode } from "@asyncstatus/model";
import { collectGarbage } from "./collect-garbage.ts";
import { answer, theArgument } from "./other-process.ts";
import type { Polled } from "./poll-growth.ts";

const { device } = await theArgument<Polled>();
const sbc = await (device
  ? connect({
      host: device.url,
      credentials: device,
      transport: undiciTransport({ tls: { ca: device.certificatePem } }),
    })
  : connect({
      host: "192.0.2.1",
      credentials: { user: "admin", password: "canary-in-the-mine" },
      transport: inMemory(),
    }));

answer("ready", async (polls: number) => {
  for (let done = 0; done < polls; done += 1) await sbc.status();
  collectGarbage();
  return process.memoryUsage().heapUsed;
});

/** Answers at once. Every third answer is another one: it is read anew, and so is the one after it. */
function inMemory(): Transport {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const state = (status: "inProgress" | "success") =>
    bytes(
      encode("AsyncStatusResponse", {
        data: { operationState: { operation: "save", status } },
        messages: [],
        links: [],
      }),
    );
  const answers = [state("inProgress"), state("inProgress"), state("success")];
  const token = bytes(
    encode("AccessTokenResponse", { data: { accessToken: "token" }, messages: [], links: [] }),
  );
  let asked = 0;
  return {
    async request({ url }) {
      asked += 1;
      const body = url.pathname.endsWith("/token") ? token : answers[asked % 3];
      return { status: 200, headers: { "content-type": "application/xml" }, body: body ?? token };
    },
    close: async () => {},
  };
}
