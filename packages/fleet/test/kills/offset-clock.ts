/** Adds an offset to the wall clock of this process, which its parent changes by a message. */
export function offsetClock(): void {
  let offsetMs = Number(process.env.CLOCK_OFFSET_MS ?? 0);
  process.on("message", (message: { readonly clockOffsetMs: number }) => {
    offsetMs = message.clockOffsetMs;
  });
  // Doesn't keep the process running.
  process.channel?.unref();
  const SystemDate = Date;
  globalThis.Date = new Proxy(SystemDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [target.now() + offsetMs], newTarget),
    get: (target, name) =>
      name === "now" ? () => target.now() + offsetMs : Reflect.get(target, name),
  });
}
