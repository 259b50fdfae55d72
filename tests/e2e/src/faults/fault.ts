import type { Clock, TransportRequest, TransportResponse } from "@asyncstatus/client";
import type { Device } from "@asyncstatus/server";
import type { Phase } from "./phase.ts";
import type { TestedProcess } from "./tested-process.ts";

/** One exchange that something goes wrong with. */
export interface Exchange {
  readonly request: TransportRequest;
  readonly phase: Phase;
  readonly clock: Clock;
  readonly device: Device;
  readonly process: TestedProcess;
  /** Has the device answer as it would. */
  readonly forward: () => Promise<TransportResponse>;
}

/** How much a fault befalls. */
export type Extent = "one request" | "all from there on";

/** Something that can go wrong. */
export interface Fault {
  readonly title: string;
  /** Whether it befalls one request, all from there on, or is tried either way. */
  readonly befalls: readonly Extent[];
  /** Why it cannot be in a phase, where it cannot. */
  readonly meaningless?: (phase: Phase) => string | undefined;
  readonly befall: (exchange: Exchange) => Promise<TransportResponse>;
  /** For how long nothing of ours moves on account of it. */
  readonly pausesMs?: number;
  /** How a killed process is followed by another. */
  readonly resume?: { readonly afterMs: number; readonly dateAheadMs: number };
}
