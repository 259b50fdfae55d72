import { AsyncStatusError } from "@asyncstatus/client";
import type { Run, Said } from "./run-cell.ts";

/** What the client said, in short. */
export function describeSaid({ said }: Pick<Run, "said">): string {
  return said.map(describe).join("; ") || "nothing";
}

/** What became of the lock. */
export function describeLock({ lockLeftMs }: Run): string {
  if (lockLeftMs === 0) return "free";
  return `left, told; free after ${describeTime(lockLeftMs)}`;
}

/** A length of time, as people say it. */
export function describeTime(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  const parts = [
    hours > 0 ? `${hours} h` : "",
    minutes > 0 ? `${minutes} min` : "",
    seconds % 60 > 0 ? `${seconds % 60} s` : "",
  ];
  return parts.filter((part) => part !== "").join(" ") || "0 s";
}

function describe(said: Said): string {
  if ("event" in said) return said.event === "lock-lost" ? "lock lost" : `(${said.event})`;
  if ("error" in said) {
    const { from, error } = said;
    return `${from}: error \`${error instanceof AsyncStatusError ? error.code : error}\``;
  }
  const { outcome } = said;
  const { outcome: word } = outcome;
  if ("confidence" in outcome) return `**${word}**, ${outcome.confidence}`;
  if ("versionEvidence" in outcome) return `**${word}**, the versions: ${outcome.versionEvidence}`;
  return `**${word}**`;
}
