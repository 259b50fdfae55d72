// The secrets to look for: the canary in every encoding, and the tokens of the reference device.

/** A part of every password of a test device. */
export const canary = "canary-in-the-mine";

/** The Base64 characters that a word always has, for each offset at which it can start. */
function inBase64(word) {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.from(`${"x".repeat(before)}${word}`);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
    // The first and last characters also hold bits of the neighbors.
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
// Only a token of the reference device has 64 lowercase hexadecimal digits.
const token = /(?<![0-9a-zA-Z/+_-])[0-9a-f]{64}(?![0-9a-zA-Z/+=_-])/;

/** Finds the first secret in a text, with the text before it. */
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
