import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { workspace } from "../paths.ts";

/** One request and its answer, as far as examples are made of it. */
export interface Entry {
  readonly operationId: string;
  readonly version: string;
  readonly request: { readonly method: string; readonly path: string };
  readonly answer:
    | { readonly status: number; readonly body: string | null }
    | { readonly failed: string };
}

// The one description of the format is the package's own.
const schemaFile = join(workspace, "packages/contract/transcript.schema.json");

/** @throws {Error} where the text is no transcript of this version, with what is wrong in it */
export function readTranscript(text: string): readonly Entry[] {
  const isTranscript = new Ajv().compile<{ entries: Entry[] }>(
    JSON.parse(readFileSync(schemaFile, "utf8")),
  );
  const transcript: unknown = JSON.parse(text);
  if (isTranscript(transcript)) return transcript.entries;
  const [error] = isTranscript.errors ?? [];
  throw new Error(`No transcript of a verification: ${error?.instancePath} ${error?.message}.`);
}
