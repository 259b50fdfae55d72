/** A page that is made of something else. */
export interface Page {
  /** Its address below the site, without the ending, as in `reference/marks`. */
  readonly path: string;
  readonly title: string;
  /** What it tells, in a sentence. */
  readonly description: string;
  /** Its name in the navigation, where that is not its title. */
  readonly navigation?: string;
  /** Its place in the navigation; one without is not listed. */
  readonly order?: number;
  /** How it is laid out, where that is not as other texts are; see VitePress. */
  readonly layout?: Readonly<Record<string, boolean | string | readonly number[]>>;
  /** What stands below its title, in Markdown. */
  readonly body: string;
}
