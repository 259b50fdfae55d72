import type { MutantKind } from "./mutant.ts";

/** The reason why mutants need not be detected. */
export interface Explanation {
  readonly kind: MutantKind;
  readonly what: RegExp;
  readonly reason: string;
}

/** A survivor without an explanation is a gap in the verification. */
export const explanations: readonly Explanation[] = (
  [
    [
      "header",
      /^cache-control /,
      "The vendor does not document caching, and clients of a device do not cache.",
    ],
    [
      "order",
      /^response\/(data|messages)(\/(operationState|configVersions|supportedVersions|switchOverLogs\/switchOver|haSyncState\/component\[\d\]|message|(attributeMetadata|elementType)\[\d\]|additionalInfo\/.*))?: /,
      "The order is not documented; the XSD and clients accept any.",
    ],
    [
      "element doubled",
      /^response\/(messages\/message|links\/link|data\/(configElement|switchOverLogs\/switchOver|haSyncState\/component\[\d\])|.*\/attribute(\[\d\])?\/value)$/,
      "Any number is valid, and Pact does not count equal elements.",
    ],
    [
      "text changed",
      /^response\/messages(\/message)?\/(errorMessage|link)$/,
      "The vendor does not document the text; it differs between devices.",
    ],
    [
      "text changed",
      /^response\/links\/link$/,
      "After a reboot request, the link is a sentence meant for humans, not a URL.",
    ],
    [
      "text changed",
      /\/(hostName|haPeerName|component\[\d\]\/name)$/,
      "Each system has its own name, and its own components.",
    ],
    [
      "text changed",
      /\/switchOver\/(time|oldState|newState|info)$/,
      "The vendor does not document the format or the values.",
    ],
    [
      "text changed",
      /\/(uptimeSeconds|upTime|haSwitchOvers)$/,
      "A counter; its value alone means nothing.",
    ],
    ["text changed", /\/elementType\[\d\]\/description$/, "A description for people."],
    ["text changed", /\/accessToken$/, "A token is opaque."],
    ...(["text changed", "element added", "element doubled", "attribute added"] as const).map(
      (kind) =>
        [
          kind,
          /\/additionalInfo(\/verifySummary(\/verify(\/(object|field))?)?)?$/,
          "The XSD accepts anything in additionalInfo, whose content is documented in v1.0 only.",
        ] as const,
    ),
    ...(["element added", "element doubled", "attribute added"] as const).map(
      (kind) =>
        [
          kind,
          /\/attributeMetadata\[\d\]\/type(\/name)?$/,
          "The content of type is not documented; the XSD accepts anything.",
        ] as const,
    ),
  ] as const
).map(([kind, what, reason]) => ({ kind, what, reason }));
