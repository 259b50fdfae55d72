export type { NodeTransportOptions } from "./transport/node-transport.ts";
export { undiciTransport } from "./transport/undici-transport.ts";
