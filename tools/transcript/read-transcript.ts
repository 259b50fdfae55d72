import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { workspace } from "../paths.ts";

/** A recorded request with its response. */
export interface Entry {
  readonly operationId: string;
  readonly version: string;
  readonly request: { readonly method: string; readonly path: string };
  readonly response:
    | { readonly status: number; readonly body: string | null }
    | { readonly failed: string };
}

const schemaFile = join(workspace, "packages/contract/transcript.schema.json");

/** @throws {Error} if the text is not a transcript of this version */
export function readTranscript(text: string): readonly Entry[] {
  const isTranscript = new Ajv().compile<{ entries: Entry[] }>(
    JSON.parse(readFileSync(schemaFile, "utf8")),
  );
  const transcript: unknown = JSON.parse(text);
  if (isTranscript(transcript)) return transcript.entries;
  const [error] = isTranscript.errors ?? [];
  throw new Error(`Not a transcript: ${error?.instancePath} ${error?.message}.`);
}
