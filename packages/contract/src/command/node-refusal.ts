/** The oldest Node.js of `engines`, which only warns. */
const minimum = "22.19";

/** Returns why a program of this project refuses a version of Node.js, if it does. */
export function nodeRefusal(version: string): string | undefined {
  // Not `localeCompare`: loading its collation takes 5 ms at each start.
  const [major = 0, minor = 0] = numbersOf(version);
  const [minimumMajor = 0, minimumMinor = 0] = numbersOf(minimum);
  if (major > minimumMajor || (major === minimumMajor && minor >= minimumMinor)) return undefined;
  return `Error: Node.js ${version} is too old; this program needs ${minimum} or later. To install it: https://nodejs.org/en/download`;
}

function numbersOf(version: string): readonly number[] {
  return version.split(".").map(Number);
}
