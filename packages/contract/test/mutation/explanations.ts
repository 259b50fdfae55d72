import type { MutantKind } from "./response-mutants.ts";

/** Why mutants need not be detected. */
export interface Explanation {
  readonly kind: MutantKind;
  readonly what: RegExp;
  readonly reason: string;
}

const data = "^response/data";

/** A survivor without one is a gap in the verification. */
export const explanations: readonly Explanation[] = [
  {
    kind: "header",
    what: /^cache-control /,
    reason: "The vendor does not document caching, and clients of a device do not cache.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}/operationState: `),
    reason: "The order in operationState is not documented; the XSD and clients accept any.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}: additionalInfo before operationState$`),
    reason: "The order in data is not documented; the XSD and clients accept any.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}/configVersions: `),
    reason: "The order of the two versions is not documented; the XSD accepts any.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}/supportedVersions: `),
    reason: "The order in supportedVersions is not documented; the XSD accepts any.",
  },
  {
    kind: "order",
    what: new RegExp(`${data}: (\\w+) before (\\w+)$`),
    reason: "The order in system/status is not documented; the XSD accepts any.",
  },
  {
    kind: "order",
    what: /^response\/messages(\/message)?: link before errorMessage$/,
    reason: "The order in an error item is not documented; the XSD accepts any.",
  },
  {
    kind: "element doubled",
    what: /^response\/messages\/message$/,
    reason: "Any number of error items is valid, and Pact does not count them.",
  },
  {
    kind: "element doubled",
    what: /^response\/links\/link$/,
    reason: "Any number of links is valid, and Pact does not count them.",
  },
  {
    kind: "element doubled",
    what: new RegExp(`${data}/supportedVersions/otherVersions/version\\[\\d\\]$`),
    reason: "Any number of versions is valid, and Pact does not count equal ones.",
  },
  {
    kind: "text changed",
    what: /\/errorMessage$/,
    reason: "The vendor does not document the text of this error; it differs between devices.",
  },
  {
    kind: "text changed",
    what: /^response\/messages(\/message)?\/link$/,
    reason: "A sentence for people; it differs between devices.",
  },
  {
    kind: "text changed",
    what: /^response\/links\/link$/,
    reason: "After a reboot request, the link is a sentence for people, not a URL.",
  },
  {
    kind: "text changed",
    what: new RegExp(`${data}/(hostName|haPeerName)$`),
    reason: "Each system has its own name.",
  },
  {
    kind: "text changed",
    what: new RegExp(`${data}/(uptimeSeconds|upTime|haSwitchOvers)$`),
    reason: "A counter; its value alone means nothing.",
  },
  {
    kind: "text changed",
    what: new RegExp(`${data}/accessToken$`),
    reason: "A token is opaque.",
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
      reason: "The content of additionalInfo is not documented; the XSD accepts anything.",
    }),
  ),
];
