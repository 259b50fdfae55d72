export type { NodeTransportOptions } from "./transport/node-transport-options.ts";
export { undiciTransport } from "./transport/undici-transport.ts";
