import type { CodecTask } from "./codec.process.ts";
import type { Figure } from "./figure.ts";
import { interleave, ratios } from "./measure.ts";
import { startEach } from "./other-process.ts";

/**
 * Measures decoding and encoding of the vendor's example of an asyncstatus response against general XML
 * libraries, each in a process of its own.
 *
 * @param times Documents per subject and round.
 */
export async function codec({
  rounds,
  times,
}: {
  rounds: number;
  times: number;
}): Promise<Figure[]> {
  const tasks = {
    first: "decode",
    repeated: "decode-repeated",
    parser: "fast-xml-parser",
    libxml2: "libxml2",
    encode: "encode",
    builder: "fast-xml-builder",
  } as const satisfies Record<string, CodecTask>;
  await using processes = await startEach<keyof typeof tasks, number>("./codec.process.ts", tasks);
  const micros = await interleave(rounds, processes.subjects(times));
  const { first, repeated, parser, libxml2, encode, builder } = micros;
  return [
    {
      ...speed("first decode, relative to fast-xml-parser with its validator", first, parser),
      bound: { of: "median", atLeast: 0.8 },
    },
    {
      ...speed("repeated decode, relative to fast-xml-parser with its validator", repeated, parser),
      bound: { of: "median", atLeast: 50 },
    },
    speed("first decode, relative to libxml2-wasm", first, libxml2),
    { what: "CPU of a first decode", values: first, unit: " µs" },
    { what: "CPU of a repeated decode", values: repeated, unit: " µs" },
    speed("encode, relative to fast-xml-parser's builder", encode, builder),
    { what: "CPU of encode", values: encode, unit: " µs" },
  ];
}

function speed(what: string, of: readonly number[], to: readonly number[]): Figure {
  return { what: `speed, ${what}`, values: ratios(to, of), unit: "×" };
}
