/** Bounds on a document, which keep the cost of any input small. */
export interface XmlLimits {
  /**
   * An asyncstatus is below 1 KiB, a real system/status a few KiB; and what is at the limit, however
   * dense, still reads within 50 ms on a slow computer.
   *
   * @default 131_072 (128 KiB)
   */
  readonly maxBytes: number;
  /**
   * Nested elements, the root included; at most 256, since trees are walked by recursion.
   * @default 32
   */
  readonly maxDepth: number;
  /** Elements and attributes together. @default 5_000 */
  readonly maxElements: number;
  /**
   * UTF-16 code units from `<` to `>` of a start tag.
   * @default 4096
   */
  readonly maxTagLength: number;
}

/** Far above what the documents of the API need: they are small and shallow. */
export const defaultXmlLimits: XmlLimits = {
  maxBytes: 131_072,
  maxDepth: 32,
  maxElements: 5_000,
  maxTagLength: 4096,
};
