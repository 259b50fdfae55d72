import type { Page } from "../pages/page.ts";
import type { VersionSpec } from "./version-spec.ts";

/** Creates the reference page of a REST version: downloads, and Scalar. */
export function referencePage({ version, xsd }: VersionSpec, order: number): Page {
  return {
    path: `reference/${version}`,
    title: `REST ${version}`,
    description: `Requests, responses and documents of REST ${version}, with downloads.`,
    order,
    layout: { layout: "page", sidebar: false, pageClass: "rest-reference" },
    body: `<ApiReference version="${version}" :xsd='${JSON.stringify(Object.keys(xsd))}' />`,
  };
}
