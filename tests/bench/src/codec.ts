import type { reading, writing } from "./codec-lanes.ts";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { startEach } from "./start-each.ts";

export interface CodecScale {
  readonly rounds: number;
  /** How often each lane does it in one round. */
  readonly times: number;
}

/** Who reads or writes. */
export type Lane =
  | { readonly does: "reading"; readonly by: keyof typeof reading }
  | { readonly does: "writing"; readonly by: keyof typeof writing };

const script = "./codec.process.ts";

/**
 * What it takes to read the vendor's example of an asyncstatus, guarded, held to the document and typed, and
 * to read it again where it has not changed, against what else reads XML; and to write it likewise. Each has
 * a process of its own.
 */
export async function codec(scale: CodecScale = { rounds: 25, times: 20_000 }): Promise<Figure[]> {
  return [...(await readingFigures(scale)), ...(await writingFigures(scale))];
}

async function readingFigures({ rounds, times }: CodecScale): Promise<Figure[]> {
  const by = (name: keyof typeof reading): Lane => ({ does: "reading", by: name });
  await using readers = await startEach<keyof typeof reading, number>(script, {
    first: by("first"),
    again: by("again"),
    fastXmlParser: by("fastXmlParser"),
    saxes: by("saxes"),
    libxml2: by("libxml2"),
    json: by("json"),
  });
  const micros = await interleave(rounds, readers.lanes(times));
  const { first, again, fastXmlParser, saxes, libxml2, json } = micros;
  return [
    {
      ...speed("first decode to fast-xml-parser, which also validates", first, fastXmlParser),
      bound: { of: "median", atLeast: 0.8 },
    },
    {
      ...speed("repeated decode to fast-xml-parser, which also validates", again, fastXmlParser),
      bound: { of: "median", atLeast: 50 },
    },
    speed("first decode to saxes, which makes no tree", first, saxes),
    speed("first decode to libxml2-wasm", first, libxml2),
    speed("first decode to `JSON.parse` of the same", first, json),
    speed("repeated decode to `JSON.parse` of the same", again, json),
    { what: "CPU of a first decode", values: first, unit: " µs" },
    { what: "CPU of a repeated decode", values: again, unit: " µs" },
  ];
}

async function writingFigures({ rounds, times }: CodecScale): Promise<Figure[]> {
  const by = (name: keyof typeof writing): Lane => ({ does: "writing", by: name });
  await using writers = await startEach<keyof typeof writing, number>(script, {
    encode: by("encode"),
    fastXmlBuilder: by("fastXmlBuilder"),
    libxml2: by("libxml2"),
    json: by("json"),
  });
  const micros = await interleave(rounds, writers.lanes(times));
  const { encode, fastXmlBuilder, libxml2, json } = micros;
  return [
    speed("encode to fast-xml-parser's builder", encode, fastXmlBuilder),
    speed("encode to libxml2-wasm", encode, libxml2),
    speed("encode to `JSON.stringify`", encode, json),
    { what: "CPU of encode", values: encode, unit: " µs" },
  ];
}

function speed(what: string, of: readonly number[], to: readonly number[]): Figure {
  return { what: `speed, ${what}`, values: ratios(to, of), unit: "×" };
}
