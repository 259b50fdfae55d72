import type { RestVersion } from "@asyncstatus/client";
import { type StateHandlers, serveStates } from "../../src/index.ts";
import { operationOf } from "../interactions/operation-of.ts";
import { validateResponse } from "../validation/validate-response.ts";
import { type ProxyOptions, startProxy } from "./proxy.ts";
import { runVerifier, type Verification } from "./run-verifier.ts";

/** A provider with handlers for the states. */
export type Provider = ProxyOptions["provider"] & { readonly handlers: StateHandlers };

/** The result of {@link verifyContract}. */
export interface ContractReport extends Verification {
  readonly stateFailures: readonly string[];
  /** What the other validators found, with the request. */
  readonly findings: readonly string[];
}

/** Verifies a provider with Pact's verifier, and validates each response against XSD and schema. */
export async function verifyContract(
  provider: Provider,
  { pactFile, version }: { readonly pactFile: string; readonly version: RestVersion },
  timeoutMs: number,
): Promise<ContractReport> {
  const findings: string[] = [];
  await using states = await serveStates(provider.handlers);
  await using proxy = await startProxy({
    provider,
    onExchange({ method, pathname, response }) {
      const id = operationOf(version, method, pathname);
      for (const finding of validateResponse(version, id, response)) {
        findings.push(`${method} ${pathname} ${response.status}: ${finding}`);
      }
    },
  });
  const verification = await runVerifier({
    pactFile,
    port: proxy.port,
    stateChangeUrl: states.url,
    timeoutMs,
  });
  const stateFailures = states.failures.map(({ message }) => message);
  return { ...verification, stateFailures, findings };
}
