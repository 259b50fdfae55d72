// As much of DER (ITU-T X.690) as a certificate takes.

/** One value with its tag and its length. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag, ...lengthOf(content)), content]);
}

export function sequence(...contents: readonly Uint8Array[]): Buffer {
  return der(0x30, ...contents);
}

/** @param dotted As in `2.5.4.3`. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Buffer.from([40 * first + second, ...rest].flatMap(inSevenBits)));
}

/** A number that is not negative, by its bytes, the most significant first. */
export function integer(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const significant = start === -1 ? Buffer.of(0) : bytes.subarray(start);
  const isNegative = (significant[0] ?? 0) > 0x7f;
  return der(0x02, isNegative ? Buffer.of(0) : Buffer.of(), significant);
}

export function utf8String(text: string): Buffer {
  return der(0x0c, Buffer.from(text));
}

/** As certificates have it: in UTCTime until 2049, then in GeneralizedTime (RFC 5280, 4.1.2.5). */
export function time(date: Date): Buffer {
  const text = `${date.toISOString().replace(/\D/g, "").slice(0, 14)}Z`;
  return date.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(text.slice(2)))
    : der(0x18, Buffer.from(text));
}

export function octetString(content: Uint8Array): Buffer {
  return der(0x04, content);
}

/** Whole bytes of bits. */
export function bitString(content: Uint8Array): Buffer {
  return der(0x03, Buffer.of(0), content);
}

function lengthOf({ length }: Uint8Array): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}

function inSevenBits(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
}
