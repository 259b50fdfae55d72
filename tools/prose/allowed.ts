/** Files without prose of ours. */
export const ignored: readonly { readonly files: RegExp; readonly reason: string }[] = [
  { files: /\/src\/gen\//, reason: "generated" },
  { files: /\.api\.md$|^pnpm-lock\.yaml$|\/pacts\//, reason: "generated, without prose" },
  { files: /^spec\/examples\/|\/field-scripts\/|\/hostile\/.*\.json$/, reason: "test data" },
  {
    files: /^packages\/client\/test\/exploration\//,
    reason: "terms of the exploration, not rewritten yet",
  },
  { files: /^tools\/prose\/(terms|prose\.spec)\.ts$/, reason: "the words themselves" },
];

/** Findings that are right. */
export const allowed: readonly {
  readonly files: RegExp;
  readonly text: RegExp;
  readonly reason: string;
}[] = [
  {
    files: /^packages\/client\/THE-WAIT\.md$/,
    text: /everybody|slot|taken|says who/,
    reason: "the assumptions, in the terms of the exploration",
  },
];
