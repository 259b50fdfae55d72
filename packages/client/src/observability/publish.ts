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

/** Publishes a message on Node.js's `diagnostics_channel`. Creates it only if there are subscribers. */
export function publish(channelName: string, message: () => object): void {
  const channel = diagnosticsChannel?.channel(channelName);
  if (channel?.hasSubscribers) channel.publish(message());
}
