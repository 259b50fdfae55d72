/** Whether a word is the one or among those that are named; where none is, every word is. */
export function matchesAny<Word extends string>(
  named: Word | readonly Word[] | undefined,
  word: Word,
): boolean {
  if (named === undefined) return true;
  return typeof named === "string" ? named === word : named.includes(word);
}
