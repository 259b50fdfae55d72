import type { Specified } from "./specification.ts";

/** What is there to download of a REST version: texts by their address below the site. */
export function downloadsOf(specified: Specified): Map<string, string> {
  const { version, openApiText, xsd, examples } = specified;
  const files = new Map([[`downloads/${version}/openapi.yaml`, openApiText]]);
  for (const [file, text] of Object.entries(xsd))
    files.set(`downloads/${version}/xsd/${file}`, text);
  for (const { name, xml, json } of examples) {
    files.set(`downloads/${version}/examples/${name}.xml`, xml);
    files.set(`downloads/${version}/examples/${name}.json`, json);
  }
  return files;
}
