/** The oldest Node.js of `engines`, which only warns. */
const minimum = "22.19";

/** Returns why a program of this project refuses a version of Node.js, if it does. */
export function nodeRefusal(version: string): string | undefined {
  if (version.localeCompare(minimum, "en", { numeric: true }) >= 0) return undefined;
  return `Error: Node.js ${version} is too old; this program needs ${minimum} or later. To install it: https://nodejs.org/en/download`;
}
