/** A leaked secret, as `watch.mjs` records it. */
export interface Leak {
  readonly channel: "file" | "shown" | "process list";
  /** The file, the stream or the program. */
  readonly where: string;
  readonly what: "password" | "token";
  /** The text before it. */
  readonly before: string;
  readonly process: readonly string[];
  readonly stack: readonly string[];
}

/** Describes leaks without the secrets, each place once. */
export function describeLeaks(leaks: readonly Leak[]): string {
  if (leaks.length === 0)
    return "No leak: no secret in a file, in output or in the arguments of a process.";
  const places = new Map<string, { readonly leak: Leak; times: number }>();
  for (const leak of leaks) {
    const key = [leak.channel, leak.what, leak.stack.join()].join();
    const place = places.get(key) ?? { leak, times: 0 };
    places.set(key, place);
    place.times += 1;
  }
  return [...places.values()]
    .map(({ leak: { channel, where, what, before, process, stack }, times }) =>
      [
        `A ${what} leaked, ${times} times: ${channel}, ${where}, after ${JSON.stringify(before)}`,
        `  in ${process.join(" ")}`,
        ...stack.map((line) => `  ${line.trim()}`),
      ].join("\n"),
    )
    .join("\n");
}
