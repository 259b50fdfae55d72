import type { Page } from "playwright-core";

/** Something that a reader does on the site, and that has to work. */
export interface Journey {
  readonly name: string;
  /** @throws {Error} where it does not work */
  readonly run: (page: Page, origin: string) => Promise<void>;
}
