import type { Page } from "../pages/page.ts";
import type { Specified } from "./specification.ts";

/** The reference of a REST version: Scalar, with what is to be downloaded above it. */
export function referencePage({ version, xsd }: Specified, order: number): Page {
  return {
    path: `reference/${version}`,
    title: `REST ${version}`,
    description: `The requests, answers and documents of REST ${version}, for looking up, with downloads.`,
    order,
    layout: { layout: "page", sidebar: false, pageClass: "rest-reference" },
    body: `<ApiReference version="${version}" :xsd='${JSON.stringify(Object.keys(xsd))}' />`,
  };
}
