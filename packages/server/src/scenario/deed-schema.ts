import { z } from "zod";
import { duration, name, text } from "./basics.ts";

const filename = z
  .string()
  .regex(/^[^/\\]+$/)
  .max(255);
const content = { text: text.exactOptional(), fault: text.exactOptional() };

/** What somebody does, with whatever else is to be said beside it. */
export const actionWith = <Beside extends z.ZodRawShape>(beside: Beside) =>
  z
    .discriminatedUnion(
      "action",
      [
        z.strictObject({ action: z.enum(["verify", "save", "activate"]), ...beside }),
        z.strictObject({
          action: z.literal("backup"),
          backupSource: z.enum(["running", "saved", "editing"]),
          filename,
          ...beside,
        }),
        z.strictObject({
          action: z.literal("restore"),
          restoreSource: z.enum(["running", "saved"]),
          ...beside,
        }),
        z.strictObject({ action: z.literal("restoreFile"), filename, ...beside }),
        z.strictObject({
          action: z.literal("lock"),
          for: duration
            .describe("After which the lock is given up. Default: never")
            .exactOptional(),
          ...beside,
        }),
        z.strictObject({ action: z.enum(["unlock", "reboot", "switchover"]), ...beside }),
        z.strictObject({ action: z.literal("edit"), ...content, ...beside }),
      ],
      {
        error: ({ code }) =>
          code === "invalid_union"
            ? "Expected `action` to be verify, save, activate, backup, restore, restoreFile, lock, unlock, edit, reboot or switchover"
            : undefined,
      },
    )
    .describe("What somebody does");

/** What somebody does now. */
export const actionSchema = actionWith({});

/** The same, and who does it. */
export const actionBySchema = actionWith({ by: name });

/** What somebody does, as scenarios and the control interface say it. */
export type PlainAction = z.input<typeof actionSchema>;

/** A configuration's content. */
export const contentSchema = z.strictObject(content);
