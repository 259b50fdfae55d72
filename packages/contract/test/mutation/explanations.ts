import type { MutantKind } from "./mutant.ts";

/** Why a change that nobody has seen is not one that anybody has to see. */
export interface Explanation {
  readonly kind: MutantKind;
  readonly what: RegExp;
  readonly because: string;
}

const data = "^response/data";

/** One for each place; a survivor that has none is a hole in the verification. */
export const explanations: readonly Explanation[] = [
  {
    kind: "header",
    what: /^cache-control /,
    because: "The vendor says nothing of caching, and no client of a device has a cache.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}/operationState: `),
    because: "The order in operationState is not documented: the XSD takes any, and so do clients.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}: additionalInfo before operationState$`),
    because: "The order in data is not documented: the XSD takes any, and so do clients.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}/configVersions: `),
    because: "The order of the two versions is not documented: the XSD takes any.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}/supportedVersions: `),
    because: "The order in supportedVersions is not documented: the XSD takes any.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}: (\\w+) before (\\w+)$`),
    because: "The order of the members of system/status is not documented: the XSD takes any.",
  },
  {
    kind: "order",
    what: /^response\/messages(\/message)?: link before errorMessage$/,
    because: "The order in an error item is not documented: the XSD takes any.",
  },
  {
    kind: "element doubled",
    what: /^response\/messages\/message$/,
    because: "There may be any number of error items, and Pact does not count them.",
  },
  {
    kind: "element doubled",
    what: /^response\/links\/link$/,
    because: "There may be any number of links, and Pact does not count them.",
  },
  {
    kind: "element doubled",
    what: new RegExp(`${data}/supportedVersions/otherVersions/version\\[\\d\\]$`),
    because: "There may be any number of versions, and Pact does not count those that are alike.",
  },
  {
    kind: "text changed",
    what: /\/errorMessage$/,
    because: "The vendor documents the text of this refusal nowhere: each device has its own.",
  },
  {
    kind: "text changed",
    what: /^response\/messages(\/message)?\/link$/,
    because: "A sentence for people, which each device words for itself.",
  },
  {
    kind: "text changed",
    what: /^response\/links\/link$/,
    because: "What follows a reboot is a sentence for people, not a URL.",
  },
  {
    kind: "text changed",
    what: new RegExp(`${data}/(hostName|haPeerName)$`),
    because: "Each system has a name of its own.",
  },
  {
    kind: "text changed",
    what: new RegExp(`${data}/(uptimeSeconds|upTime|haSwitchOvers)$`),
    because: "A counter: what it has come to says nothing by itself.",
  },
  {
    kind: "text changed",
    what: new RegExp(`${data}/accessToken$`),
    because: "A token is opaque.",
  },
  ...(
    [
      ["text changed", "/verifySummary/warnings"],
      ["element added", "/verifySummary(/warnings)?"],
      ["element doubled", "/verifySummary(/warnings)?"],
      ["attribute added", "(/verifySummary(/warnings)?)?"],
    ] as const
  ).map(
    ([kind, path]): Explanation => ({
      kind,
      what: new RegExp(`${data}/additionalInfo${path}$`),
      because: "What additional information holds is not documented: the XSD takes anything.",
    }),
  ),
];
