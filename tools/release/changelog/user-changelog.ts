// How changesets writes CHANGELOG.md, for whoever uses a package: what is new, in the changeset's own words,
// without commits; and which versions go together.

interface Change {
  readonly summary: string;
}

interface Updated {
  readonly name: string;
  readonly newVersion: string;
}

const userChangelog = {
  getReleaseLine: ({ summary }: Change): string => {
    const [first = "", ...others] = summary.trim().split("\n");
    return [`- ${first}`, ...others.map((line) => `  ${line}`.trimEnd())].join("\n");
  },
  getDependencyReleaseLine: (_changes: readonly Change[], updated: readonly Updated[]): string => {
    const together = updated.map(({ name, newVersion }) => `\`${name}\` ${newVersion}`);
    return together.length === 0 ? "" : `- Goes with ${together.join(", ")}.`;
  },
};

export default userChangelog;
