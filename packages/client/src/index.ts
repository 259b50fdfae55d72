export * from "./common.ts";
export { connect } from "./connect.ts";
export { untrustedReason } from "./errors/transport-error.ts";
export { httpsTransport } from "./transport/https-transport.ts";
export type { NodeTransportOptions } from "./transport/node-transport.ts";
