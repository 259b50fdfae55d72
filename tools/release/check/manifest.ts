import type { Unpacked } from "../pack/unpack.ts";

/** What is wrong with what a package says of itself to registries and bundlers. */
export async function checkManifest({ manifest }: Unpacked): Promise<string[]> {
  const { name, version, type, license, sideEffects, bin, dependencies = {} } = manifest;
  const isLibrary = bin === undefined || "." in Object(manifest.exports);
  const own = Object.entries(dependencies).filter(([other]) => other.startsWith("@asyncstatus/"));
  return [
    ...(type === "module" ? [] : ["type is not module."]),
    ...(license === "Apache-2.0" ? [] : [`license is ${license}.`]),
    // What is imported and not used may be left out.
    ...(!isLibrary || sideEffects === false ? [] : ["sideEffects is not false."]),
    ...own
      .filter(([, range]) => range !== version)
      .map(([other, range]) => `${name} ${version} needs ${other} ${range}: they go together.`),
    ...Object.entries(dependencies)
      .filter(([, range]) => !/^\d/.test(range))
      .map(([other, range]) => `${other} is ${range}, which is not one version.`),
  ];
}
