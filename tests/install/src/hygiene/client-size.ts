import type { InstalledPackage } from "./installed-packages.ts";

const budget = { megabytes: 5, packages: 11 };

/** How large the client is with all that it needs, as a table in Markdown. */
export function sizeTable(packages: readonly InstalledPackage[]): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
  const rows = packages.map(
    ({ name, version, bytes }) => `| ${name} ${version} | ${megabytes(bytes)} |`,
  );
  const all = `| all ${packages.length}, of ${budget.packages} at most | ${megabytes(bytesOf(packages))}, of ${budget.megabytes} MB at most |`;
  return ["| the client, installed | |", "| --- | ---: |", ...rows, all].join("\n");
}

/** What of it is over the budget. */
export function overBudget(packages: readonly InstalledPackage[]): readonly string[] {
  return [
    ...(packages.length > budget.packages ? [`There are ${packages.length} packages.`] : []),
    ...(bytesOf(packages) >= budget.megabytes * 1e6
      ? [`There are ${bytesOf(packages)} bytes.`]
      : []),
  ];
}

const bytesOf = (packages: readonly InstalledPackage[]) =>
  packages.reduce((sum, { bytes }) => sum + bytes, 0);
