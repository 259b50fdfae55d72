import type { RestVersion, Transport, TransportResponse } from "@asyncstatus/client";
import type { ProviderValues } from "../../src/index.ts";
import { serveStateChanges } from "../../src/states/serve-states.ts";
import { operationOf } from "../interactions/operation-of.ts";
import { startProxy } from "./proxy.ts";
import { runVerifier, type Verification } from "./run-verifier.ts";
import { validateResponse } from "./validate-response.ts";

/** The options of {@link verifyContract}. */
export interface ContractOptions {
  readonly provider: { readonly url: string; readonly transport: Transport };
  readonly changeState: (request: unknown) => Promise<ProviderValues>;
  readonly pactFile: string;
  readonly version: RestVersion;
  readonly timeoutMs: number;
  readonly onResponse?: (response: TransportResponse, findings: string[]) => void;
}

/** The result of {@link verifyContract}. */
export interface ContractReport extends Verification {
  readonly stateFailures: readonly string[];
  /** The findings of the validation. */
  readonly findings: readonly string[];
}

/** Verifies a provider with Pact's verifier, and validates each response. */
export async function verifyContract({
  provider,
  changeState,
  version,
  onResponse,
  ...options
}: ContractOptions): Promise<ContractReport> {
  const findings: string[] = [];
  await using states = await serveStateChanges(changeState);
  await using proxy = await startProxy({
    provider,
    onExchange({ method, pathname, response }) {
      const found = validateResponse(version, operationOf(version, method, pathname), response);
      findings.push(...found.map((each) => `${method} ${pathname} ${response.status}: ${each}`));
      onResponse?.(response, found);
    },
  });
  const { port } = proxy;
  const verification = await runVerifier({ ...options, port, stateChangeUrl: states.url });
  const stateFailures = states.failures.map(({ message }) => message);
  return { ...verification, stateFailures, findings };
}
