import { z } from "zod";
import { durationPattern } from "./duration.ts";

const expected = 'Expected milliseconds, or a text such as "90 s", "15 min", "2 h" or "never"';

/** A length of time. */
export const duration = z
  .union([z.number().min(0), z.string().regex(durationPattern, { error: expected })], {
    error: expected,
  })
  .describe('A length of time: milliseconds, or a text such as "90 s", "15 min", "2 h", "never"');

/** The characters that XML can hold: whatever is said here may end up in an answer. */
const xmlText = z
  .string()
  .regex(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u, {
    error: "Expected no control characters",
  });

/** A text for people. */
export const text = xmlText.max(2_000);

/** The name of somebody or something. */
export const name = xmlText.min(1).max(100);

/** The how manieth, from 1. */
export const ordinal = z.int().min(1);

/** How likely something is. */
export const chance = z.number().min(0).max(1);

/** What an asynchronous request asks for. */
export const operation = z.enum(["verify", "save", "activate", "backup", "restore"]);

/** One or several of these. */
export const oneOrMore = <One extends z.ZodType>(one: One) => z.union([one, z.array(one).min(1)]);

/** Whom something is about. */
export const meant = name.describe(
  'Whom it is about: "client", a REST client from outside; "others", everybody else; or an actor\'s or a user\'s name',
);
