import type { RestVersion } from "@asyncstatus/client";
import { type StateHandlers, serveStates } from "../../src/index.ts";
import { operationOf } from "../interactions/operation-of.ts";
import { judgeAnswer } from "../validation/validate-response.ts";
import { tapWire, type WiretapOptions } from "./proxy.ts";
import { runVerifier, type Verification } from "./run-verifier.ts";

/** A provider that can be put into the states of the contracts. */
export type Provider = WiretapOptions["provider"] & { readonly handlers: StateHandlers };

/** What there is to say of a provider that was held to a contract. */
export interface ContractReport extends Verification {
  /** States that it could not be put into. */
  readonly stateFailures: readonly string[];
  /** What the other judges found, with the request that was answered so. */
  readonly verdicts: readonly string[];
}

/** A contract that was written down. */
export interface WrittenContract {
  readonly pactFile: string;
  readonly version: RestVersion;
}

/** Holds a provider to a contract: by Pact's verifier, and each answer by the XSD and the schema. */
export async function verifyContract(
  provider: Provider,
  { pactFile, version }: WrittenContract,
  timeoutMs: number,
): Promise<ContractReport> {
  const verdicts: string[] = [];
  await using states = await serveStates(provider.handlers);
  await using wiretap = await tapWire({
    provider,
    onExchange({ method, pathname, answer }) {
      const id = operationOf(version, method, pathname);
      for (const { judge, finding } of judgeAnswer(version, id, answer)) {
        verdicts.push(`${method} ${pathname} ${answer.status}: ${judge}: ${finding}`);
      }
    },
  });
  const verification = await runVerifier({
    pactFile,
    port: wiretap.port,
    stateChangeUrl: states.url,
    timeoutMs,
  });
  return {
    ...verification,
    stateFailures: states.failures.map(({ message }) => message),
    verdicts,
  };
}
