import type { InstalledPackage } from "./installed-packages.ts";

/** The licences that everybody can live with who uses something under Apache-2.0. */
const known = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"];

/**
 * Which packages are installed with ours, and under which licence, as a table in Markdown. Without versions:
 * those that others need may be newer tomorrow.
 */
export function licenceTable(packages: readonly InstalledPackage[]): string {
  const others = packages.filter(({ name }) => !/^(@asyncstatus\/.+|asyncstatus)$/.test(name));
  const rows = others.map(({ name, license }) => `| \`${name}\` | ${license} |`);
  return ["| package | licence |", "| --- | --- |", ...rows, ""].join("\n");
}

/** The packages under a licence that nobody here has looked at. */
export function unknownLicences(packages: readonly InstalledPackage[]): readonly string[] {
  return packages
    .filter(({ license }) => !known.includes(license))
    .map(({ name, license }) => `${name} is under ${license}.`);
}
