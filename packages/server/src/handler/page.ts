import { HttpError } from "./http-error.ts";
import type { Parameters } from "./read-parameters.ts";

/** The most elements of one response, as documented. */
export const maxPageSize = 100;

/** A part of a list. */
export interface Page {
  readonly offset: number;
  readonly size: number;
}

/** Reads the page of a request: the first 100 by default. @throws {HttpError} 400 */
export function readPage({ offset = "0", maxElements }: Parameters): Page {
  const size = maxElements === undefined ? maxPageSize : readCount("maxElements", maxElements, 1);
  return { offset: readCount("offset", offset, 0), size: Math.min(size, maxPageSize) };
}

/** The URL of the page after this one, if there is one. */
export function nextPage(url: URL, { offset, size }: Page, total: number): string | undefined {
  if (offset + size >= total) return undefined;
  const next = new URL(url);
  next.searchParams.set("offset", String(offset + size));
  next.searchParams.set("maxElements", String(size));
  return next.href;
}

function readCount(name: string, value: string, minimum: number): number {
  if (/^\d{1,9}$/.test(value) && Number(value) >= minimum) return Number(value);
  throw new HttpError(400, `Invalid parameter: ${name} must be a number from ${minimum} on`);
}
