import type { DeviceErrorCode } from "@asyncstatus/client";
import type { Message } from "@asyncstatus/model";
import { type Answer, anyText, type Interaction } from "./interaction.ts";

const codes: Readonly<Record<number, DeviceErrorCode>> = {
  400: "bad-request",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  405: "refused",
  406: "refused",
  415: "refused",
  423: "locked",
  426: "refused",
  500: "unavailable",
};

/** An answer that refuses, and the error that the client makes of it. */
export function refused(
  status: number,
  message: Message,
  /** Whether the vendor documents the text; another device may say it in other words where not. */
  text: "documented" | "free" = "free",
): Pick<Interaction, "answer" | "want"> {
  const typed = text === "free" ? { typed: { errorMessage: anyText, link: anyText } } : {};
  const answer: Answer = {
    status,
    body: { document: "ErrorResponse", value: { data: {}, messages: [message], links: [] } },
    ...typed,
  };
  return { answer, want: { code: codes[status], status, messages: [message] } };
}
