/** Files without prose of ours. */
export const ignored: readonly { readonly files: RegExp; readonly reason: string }[] = [
  { files: /\/src\/gen\//, reason: "generated" },
  { files: /\.api\.md$|^pnpm-lock\.yaml$|\/pacts\//, reason: "generated, without prose" },
  { files: /^spec\/examples\/|\/field-scripts\/|\/hostile\/.*\.json$/, reason: "test data" },
  { files: /^tools\/prose\/(terms|prose\.spec)\.ts$/, reason: "the words themselves" },
];
