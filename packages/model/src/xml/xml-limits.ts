/** Limits on a document, so that no input is expensive to read. */
export interface XmlLimits {
  /**
   * An asyncstatus is below 1 KiB, a system/status a few KiB. Any input of the default size is read
   * within 50 ms on a slow computer.
   *
   * @default 131_072 (128 KiB)
   */
  readonly maxBytes: number;
  /**
   * Levels of elements, including the root. At most 256, because trees are walked by recursion.
   *
   * @default 32
   */
  readonly maxDepth: number;
  /** Elements and attributes together. @default 5_000 */
  readonly maxElements: number;
  /**
   * UTF-16 code units of a start tag.
   *
   * @default 4096
   */
  readonly maxTagLength: number;
}

/** Far above what the documents of the API need. */
export const defaultXmlLimits: XmlLimits = {
  maxBytes: 131_072,
  maxDepth: 32,
  maxElements: 5_000,
  maxTagLength: 4096,
};
