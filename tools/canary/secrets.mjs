// What must not be in anything that is written, shown or started: the word that is part of every password of
// the tests, in every encoding that a program gives a secret, and tokens as the reference device makes them.

/** A part of every password that the tests give a device. */
export const canary = "canary-in-the-mine";

/** The characters of Base64 that a word comes to whatever stands around it, for each place it may begin at. */
function inBase64(word) {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.from(`${"x".repeat(before)}${word}`);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
    // The first characters and the last hold bits of what stands beside it.
    return whole.slice(before === 0 ? 0 : 4);
  });
}

const hex = Buffer.from(canary).toString("hex");
const percent = hex.replace(/../g, "%$&");
const utf16 = [...canary]
  .map((character) => `\\u00${character.charCodeAt(0).toString(16)}`)
  .join("");
const words = [canary, ...inBase64(canary), hex, percent, utf16];
const pattern = new RegExp(words.map((word) => word.replace(/[\\+/]/g, "\\$&")).join("|"), "i");
// What the reference device gives out is 64 hexadecimal digits, and nothing else here is, in small letters.
const token = /(?<![0-9a-zA-Z/+_-])[0-9a-f]{64}(?![0-9a-zA-Z/+=_-])/;

/** What secret a text holds, with what stands around it; undefined where there is none. */
export function secretIn(text) {
  for (const [what, found] of [
    ["password", pattern.exec(text)],
    ["token", token.exec(text)],
  ]) {
    if (!found) continue;
    const before = text.slice(Math.max(0, found.index - 60), found.index);
    return { what, before, length: found[0].length };
  }
  return undefined;
}
