import { type Clock, connect, type Transport } from "@asyncstatus/client";
import { undiciTransport } from "@asyncstatus/client/undici";
import type { Stage } from "../interactions/client-context.ts";
import type { Interaction } from "../interactions/interaction.ts";
import { people } from "../interactions/users.ts";
import { plainTransport } from "./http-transport.ts";
import { stageTransport } from "./interaction-transport.ts";

/** A stage on which the answer of the contract is given by Pact's mock server. */
export function mockStage(interaction: Interaction, mockUrl: string): Stage {
  let nowMs = 0;
  let authorization: string | undefined;
  const clock: Clock = {
    now: () => nowMs,
    date: () => new Date(nowMs),
    sleep: async (milliseconds) => {
      nowMs += milliseconds;
    },
    // Nothing happens by itself: each interaction is one request.
    after: () => () => {},
  };
  const { protocol, host } = new URL(mockUrl);
  return {
    async connect({ credentials = people.administrator, ...options } = {}) {
      // The mock's certificate is made anew for each interaction, and its authority with it.
      const overTls = () => undiciTransport({ tls: { insecure: true } });
      const toMock = protocol === "https:" ? overTls() : plainTransport();
      const staged = stageTransport(interaction, toMock);
      const transport: Transport = {
        ...staged,
        request(request) {
          authorization = request.headers.authorization;
          return staged.request(request);
        },
      };
      const { version } = interaction;
      return connect({ host, version, credentials, clock, transport, ...options });
    },
    letPass(ms) {
      nowMs += ms;
    },
    lastAuthorization: () => authorization,
  };
}
