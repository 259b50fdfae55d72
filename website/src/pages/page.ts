/** Generated page. */
export interface Page {
  /** Path without extension, such as `reference/marks`. */
  readonly path: string;
  readonly title: string;
  /** Description in one sentence. */
  readonly description: string;
  /** Name in the navigation. Defaults to the title. */
  readonly navigation?: string;
  /** Position in the navigation. A page without it is not listed. */
  readonly order?: number;
  /** Layout options of VitePress. */
  readonly layout?: Readonly<Record<string, boolean | string | readonly number[]>>;
  /** Markdown below the title. */
  readonly body: string;
}
