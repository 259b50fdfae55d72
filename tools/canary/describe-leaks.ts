/** Where a secret got to, as `watch.mjs` notes it. */
export interface Leak {
  readonly channel: "file" | "shown" | "process list";
  /** The file, the stream or the program. */
  readonly where: string;
  readonly what: "password" | "token";
  /** What stood before it. */
  readonly before: string;
  readonly process: readonly string[];
  readonly stack: readonly string[];
}

/** Says where secrets got to, each place once, and not what they were. */
export function describeLeaks(leaks: readonly Leak[]): string {
  if (leaks.length === 0) return "No secret was written, shown, or in the arguments of a process.";
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
        `A ${what} got out, ${times} times: ${channel}, ${where}, after ${JSON.stringify(before)}`,
        `  in ${process.join(" ")}`,
        ...stack.map((line) => `  ${line.trim()}`),
      ].join("\n"),
    )
    .join("\n");
}
