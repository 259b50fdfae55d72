/** A larger answer is not read to its end: it is as much as can be decoded. */
export const defaultMaxResponseBytes = 131_072;
