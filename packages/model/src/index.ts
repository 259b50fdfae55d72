export { decode, decodeLeniently } from "./codec/decode.ts";
export {
  DecodeError,
  type DecodeErrorCode,
  type DecodeErrorDetails,
} from "./codec/decode-error.ts";
export { createDecoder } from "./codec/decoder.ts";
export { type EncodeOptions, encode } from "./codec/encode.ts";
export { EncodeError, type EncodeErrorCode } from "./codec/encode-error.ts";
export type { ErrorItems } from "./codec/writer.ts";
export {
  type AcceptedResponse,
  type AccessTokenData,
  type AccessTokenResponse,
  type AsyncStatusData,
  type AsyncStatusResponse,
  type AttributeMetadata,
  type ConfigElement,
  type ConfigElementsResponse,
  type ConfigurationVersionsData,
  type ConfigurationVersionsResponse,
  type ConfigVersions,
  type DocumentName,
  type Documents,
  type ElementAttribute,
  type ElementType,
  type ElementTypeMetadataResponse,
  type ElementTypesResponse,
  type ErrorResponse,
  type Message,
  type OperationName,
  type OperationState,
  type OperationStatus,
  operationNameValues,
  operationNameValuesNotIn,
  operationStatusValues,
  type RestVersion,
  type Role,
  restVersions,
  roleValues,
  type SubElement,
  type SupportedVersions,
  type SupportedVersionsData,
  type SupportedVersionsResponse,
  type SwitchOver,
  type SyncComponent,
  type SystemState,
  type SystemStatusData,
  type SystemStatusResponse,
  systemStateValues,
} from "./gen/types.ts";
export type { Decoded } from "./schema/decoded.ts";
export {
  describeAdditionalInfo,
  type VerifyFault,
  verifyFaults,
} from "./status/additional-info.ts";
export { describeOperationState, isTerminal } from "./status/operation-state.ts";
export type { Position } from "./xml/position.ts";
export type { XmlContent, XmlElement } from "./xml/xml-element.ts";
export type { XmlErrorCode } from "./xml/xml-error.ts";
export type { XmlLimits } from "./xml/xml-limits.ts";
