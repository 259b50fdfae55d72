import { readdirSync, readFileSync } from "node:fs";
import type { DecodeErrorCode } from "../../src/codec/decode-error.ts";

/** The outcome of reading an input as an asyncstatus. */
export type Outcome =
  | { readonly value: unknown }
  | {
      readonly code: DecodeErrorCode;
      readonly path?: string;
      readonly line?: number;
      readonly column?: number;
    };

/** A hostile or unusual body and its expected outcome. */
export interface HostileInput {
  /** The file below `inputs`, without its extension. */
  readonly name: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly want: Outcome;
  /** The expected outcome of reading it leniently, as clients do. */
  readonly wantLeniently: Outcome;
}

const folder = new URL("inputs/", import.meta.url);

/**
 * Reads all inputs that are files.
 *
 * @throws {Error} If a file has no expected outcome, or an outcome has no file.
 */
export function readInputs(): HostileInput[] {
  return readdirSync(folder).flatMap(readGroup);
}

function readGroup(group: string): HostileInput[] {
  const within = new URL(`${group}/`, folder);
  const wants = new Map<string, Outcome & { readonly leniently?: Outcome }>(
    Object.entries(JSON.parse(readFileSync(new URL("expected.json", within), "utf8"))),
  );
  const inputs = readdirSync(within)
    .filter((file) => file.endsWith(".xml"))
    .map((file) => {
      const short = file.slice(0, -".xml".length);
      const wanted = wants.get(short);
      if (!wanted) throw new Error(`${group}/expected.json has no outcome for ${short}.`);
      const { leniently, ...want } = wanted;
      wants.delete(short);
      const body = new Uint8Array(readFileSync(new URL(file, within)));
      return { name: `${group}/${short}`, body, want, wantLeniently: leniently ?? want };
    });
  const [left] = wants.keys();
  if (left !== undefined) throw new Error(`There is no file ${group}/${left}.xml.`);
  return inputs;
}
