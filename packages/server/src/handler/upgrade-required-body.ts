import { encode, restVersions } from "@asyncstatus/model";
import type { Device } from "../device/device.ts";
import type { HandlerOptions } from "./create-handler.ts";
import { errorDocument } from "./respond.ts";
import { servedVersions } from "./served-versions.ts";

/** Returns the body of the response to plain HTTP. */
export function upgradeRequiredBody(
  { assumptions: { errorItems } }: Device,
  { versions = restVersions }: HandlerOptions,
): { contentType: string; body: string } {
  const [version] = servedVersions(versions);
  const document = errorDocument("Client must connect with HTTPS.");
  return {
    contentType: "application/xml",
    body: encode("ErrorResponse", document, { version, errorItems }),
  };
}
