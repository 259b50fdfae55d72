import { z } from "zod";
import { duration, name, text } from "./basics.ts";

const filename = z
  .string()
  .regex(/^[^/\\]+$/)
  .max(255);
const content = { text: text.exactOptional(), fault: text.exactOptional() };

/** What somebody does, with whatever else is to be said beside it. */
export const deedWith = <Beside extends z.ZodRawShape>(beside: Beside) =>
  z
    .discriminatedUnion(
      "do",
      [
        z.strictObject({ do: z.enum(["verify", "save", "activate"]), ...beside }),
        z.strictObject({
          do: z.literal("backup"),
          of: z.enum(["running", "saved", "editing"]),
          filename,
          ...beside,
        }),
        z.strictObject({ do: z.literal("restore"), from: z.enum(["running", "saved"]), ...beside }),
        z.strictObject({ do: z.literal("restoreFile"), filename, ...beside }),
        z.strictObject({
          do: z.literal("lock"),
          for: duration
            .describe("After which the lock is given up. Default: never")
            .exactOptional(),
          ...beside,
        }),
        z.strictObject({ do: z.enum(["unlock", "reboot", "switchover"]), ...beside }),
        z.strictObject({ do: z.literal("edit"), ...content, ...beside }),
      ],
      {
        error: ({ code }) =>
          code === "invalid_union"
            ? "Expected `do` to be verify, save, activate, backup, restore, restoreFile, lock, unlock, edit, reboot or switchover"
            : undefined,
      },
    )
    .describe("What somebody does");

/** What somebody does now. */
export const deedSchema = deedWith({});

/** The same, and who does it. */
export const deedBySchema = deedWith({ by: name });

/** What somebody does, as scenarios and the control interface say it. */
export type PlainDeed = z.input<typeof deedSchema>;

/** A configuration's content. */
export const contentSchema = z.strictObject(content);
