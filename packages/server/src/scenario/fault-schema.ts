import { operations } from "@asyncstatus/model/operations";
import { z } from "zod";
import { chance, duration, oneOrMore, operation, ordinal, text } from "./basics.ts";

const operationIds = Object.keys(operations) as [keyof typeof operations];
const target = z
  .enum([...operationIds, ...operation.options])
  .describe("Requests by their operationId, or asynchronous requests by what they ask for");

const occasion = {
  on: oneOrMore(target).describe("Which requests it befalls. Default: all").exactOptional(),
  nth: ordinal
    .describe("The how manieth of these requests is the first that it befalls. Default: 1")
    .exactOptional(),
  times: ordinal
    .describe(
      "How many in a row it befalls. Default: 1, or all from there on where there is a chance",
    )
    .exactOptional(),
  after: duration
    .describe("Only requests this long after the start are counted. Default: 0")
    .exactOptional(),
  chance: chance.describe("How likely it befalls each of them. Default: 1").exactOptional(),
};
const accepted = z
  .boolean()
  .describe("Whether the device gets the request all the same. Default: false")
  .exactOptional();

const contentType = z.string().regex(/^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/);

/** Something that goes wrong, and when. */
export const faultSchema = z
  .discriminatedUnion(
    "fault",
    [
      z.strictObject({ fault: z.literal("slow"), delay: duration, accepted, ...occasion }),
      z.strictObject({ fault: z.literal("hang"), accepted, ...occasion }),
      z.strictObject({ fault: z.literal("reset"), accepted, ...occasion }),
      z.strictObject({ fault: z.literal("resetInBody"), ...occasion }),
      z.strictObject({ fault: z.literal("truncated"), ...occasion }),
      z.strictObject({ fault: z.literal("garbage"), accepted, ...occasion }),
      z.strictObject({
        fault: z.literal("wrongType"),
        contentType: contentType.exactOptional(),
        ...occasion,
      }),
      z.strictObject({
        fault: z.literal("bytes"),
        base64: z.base64().describe("The body, in Base64"),
        contentType: contentType.exactOptional(),
        contentEncoding: z
          .string()
          .regex(/^[\w-]+$/)
          .exactOptional(),
        accepted,
        ...occasion,
      }),
      z.strictObject({
        fault: z.literal("huge"),
        bytes: z
          .int()
          .min(1)
          .max(2 ** 30)
          .exactOptional(),
        accepted,
        ...occasion,
      }),
      z.strictObject({
        fault: z.literal("status"),
        status: z.int().min(400).max(599),
        message: text.exactOptional(),
        retryAfterSeconds: z.int().min(0).exactOptional(),
        accepted,
        ...occasion,
      }),
      z.strictObject({ fault: z.enum(["unauthorized", "reboot", "switchover"]), ...occasion }),
      z.strictObject({
        fault: z.literal("clockRate"),
        rate: z.number().min(0.001).max(1_000),
        ...occasion,
      }),
    ],
    {
      error: ({ code }) =>
        code === "invalid_union"
          ? "Expected `fault` to be slow, hang, reset, resetInBody, truncated, garbage, wrongType, bytes, huge, status, unauthorized, reboot, switchover or clockRate"
          : undefined,
    },
  )
  .describe("Something that goes wrong with a request, and when");

/** Something that goes wrong, as scenarios and the control interface say it. */
export type PlainFault = z.input<typeof faultSchema>;
