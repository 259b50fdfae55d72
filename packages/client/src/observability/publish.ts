// Loaded like this, bundlers for browsers ignore the module of Node.js.
const diagnosticsChannel = globalThis.process?.getBuiltinModule?.("node:diagnostics_channel");

let lastId = 0;

/** Returns an ID for a request or a wait, unique in this process. */
export function nextId(): number {
  lastId += 1;
  return lastId;
}

/** Publishes messages of the given types, by channel. */
export type Publish<Messages> = <Channel extends keyof Messages & string>(
  channel: Channel,
  message: () => Messages[Channel],
) => void;

/**
 * Returns a function that publishes on Node.js's `diagnostics_channel`, and passes to a logger. It creates a
 * message only if it has a receiver.
 */
export function publisher(
  logger?: (channel: string, message: object) => void,
): (channel: string, create: () => object) => void {
  return (name, create) => {
    const channel = diagnosticsChannel?.channel(name);
    const isHeard = channel?.hasSubscribers === true;
    if (!isHeard && logger === undefined) return;
    const message = create();
    if (isHeard) channel.publish(message);
    try {
      logger?.(name, message);
    } catch {
      // A logger that fails must not end a wait.
    }
  };
}
