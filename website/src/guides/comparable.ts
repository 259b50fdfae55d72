/** Replaces what differs between runs: times, ports, passwords, fingerprints, resume files. */
export function comparable(output: string): string {
  return output
    .replaceAll(/\d+(\.\d)? s\b/g, "# s")
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "PASSWORD")
    .replaceAll(/([0-9A-F]{2}:){15}[0-9A-F]{2}:?/g, "FINGERPRINT")
    .replaceAll(/\S+\/operations\/\S+\.json/g, "FILE")
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")
    .replaceAll(/[ \t]+$/gm, "")
    .replaceAll(/ {2,}/g, "  ")
    .trim();
}
