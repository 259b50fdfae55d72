/** Bounds on a document, which keep the cost of any input small. */
export interface XmlLimits {
  /** @default 1_048_576 (1 MiB) */
  readonly maxBytes: number;
  /**
   * Nested elements, the root included; at most 256, since trees are walked by recursion.
   * @default 32
   */
  readonly maxDepth: number;
  /** @default 10_000 */
  readonly maxElements: number;
  /**
   * UTF-16 code units from `<` to `>` of a start tag.
   * @default 4096
   */
  readonly maxTagLength: number;
}

/** Far above what the documents of the API need: they are small and shallow. */
export const DEFAULT_XML_LIMITS: XmlLimits = {
  maxBytes: 1_048_576,
  maxDepth: 32,
  maxElements: 10_000,
  maxTagLength: 4096,
};
