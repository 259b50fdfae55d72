/** Files without prose of ours. */
export const ignored: readonly { readonly files: RegExp; readonly reason: string }[] = [
  { files: /\/src\/gen\//, reason: "generated" },
  { files: /\.api\.md$|^pnpm-lock\.yaml$|\/pacts\//, reason: "generated, without prose" },
  { files: /^spec\/examples\/|\/field-scripts\/|\/hostile\/.*\.json$/, reason: "test data" },
  {
    files: /^packages\/client\/(test\/exploration\/|THE-WAIT\.md$)/,
    reason: "terms of the exploration, not rewritten yet",
  },
  { files: /^tools\/prose\/(terms|prose\.spec)\.ts$/, reason: "the words themselves" },
];

/** Findings that are right. */
export const allowed: readonly {
  readonly files: RegExp;
  readonly text: RegExp;
  readonly reason: string;
}[] = [];
