// Generated from spec/xsd by `pnpm generate`. Do not edit.

import type { DocumentName, RestVersion } from "./types.ts";

/** The content of each file of the specification, without its includes. */
const parts = {
  "shared/accepted.xsd": `  <!-- The 202 of a request that continues after the response. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="NoData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
`,
  "shared/access-token.xsd": `  <!-- The response to auth/token. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="AccessTokenData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <xs:complexType name="AccessTokenData">
    <xs:all>
      <xs:element name="accessToken" type="Text"/>
    </xs:all>
  </xs:complexType>
`,
  "shared/async-status.xsd": `  <!-- The response to admin/asyncstatus. The including version defines OperationName. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="AsyncStatusData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <!-- The most recent asynchronous request, from any user. Empty if there has been none (assumed). -->
  <xs:complexType name="AsyncStatusData">
    <xs:all>
      <xs:element name="operationState" type="OperationState" minOccurs="0"/>
      <xs:element name="additionalInfo" type="AnyContent" minOccurs="0"/>
    </xs:all>
  </xs:complexType>

  <!-- No order is documented except operation before status. -->
  <xs:complexType name="OperationState">
    <xs:all>
      <xs:element name="operation" type="OperationName"/>
      <xs:element name="status" type="OperationStatus"/>
      <xs:element name="errorMessage" type="Text" minOccurs="0"/>
    </xs:all>
  </xs:complexType>

  <xs:simpleType name="OperationStatus">
    <xs:restriction base="xs:token">
      <xs:enumeration value="inProgress"/>
      <xs:enumeration value="success"/>
      <xs:enumeration value="fail"/>
    </xs:restriction>
  </xs:simpleType>
`,
  "shared/config-element.xsd": `  <!-- The body of a request that adds or changes an element. -->

  <xs:element name="configElement" type="ConfigElement"/>
`,
  "shared/config-elements.xsd": `  <!-- The response to configuration/configElements. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="ConfigElementsData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <xs:complexType name="ConfigElementsData">
    <xs:sequence>
      <xs:element name="configElement" type="ConfigElement" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>
`,
  "shared/configuration-versions.xsd": `  <!-- The response to configuration/versions. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="ConfigurationVersionsData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <xs:complexType name="ConfigurationVersionsData">
    <xs:all>
      <xs:element name="configVersions" type="ConfigVersions"/>
    </xs:all>
  </xs:complexType>

  <xs:complexType name="ConfigVersions">
    <xs:all>
      <xs:element name="currentVersion" type="Count"/>
      <xs:element name="runningVersion" type="Count"/>
    </xs:all>
  </xs:complexType>
`,
  "shared/element-type-metadata.xsd": `  <!-- The response to configuration/elementTypes/metadata. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="ElementTypeMetadataData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <xs:complexType name="ElementTypeMetadataData">
    <xs:sequence>
      <xs:element name="attributeMetadata" type="AttributeMetadata" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <!-- It is documented that there are types and ranges, but not what form they have. -->
  <xs:complexType name="AttributeMetadata">
    <xs:all>
      <xs:element name="name" type="Text"/>
      <xs:element name="key" type="xs:boolean" minOccurs="0"/>
      <xs:element name="type" type="AnyContent" minOccurs="0"/>
    </xs:all>
  </xs:complexType>
`,
  "shared/element-types.xsd": `  <!-- The response to configuration/elementTypes. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="ElementTypesData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <!-- The nesting of the types is not documented (assumed). -->
  <xs:complexType name="ElementTypesData">
    <xs:sequence>
      <xs:element name="elementType" type="ElementType" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="ElementType">
    <xs:all>
      <xs:element name="name" type="Text"/>
      <xs:element name="description" type="Text" minOccurs="0"/>
    </xs:all>
    <xs:attribute name="single" type="xs:boolean"/>
  </xs:complexType>
`,
  "shared/elements.xsd": `  <!-- The elements of the configuration. Their types and attributes differ from system to system. -->

  <xs:complexType name="ConfigElement">
    <xs:sequence>
      <xs:element name="elementType" type="Text"/>
      <xs:element name="attribute" type="ElementAttribute" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="subElement" type="SubElement" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <!-- The form of sub-elements is not documented (assumed). -->
  <xs:complexType name="SubElement">
    <xs:sequence>
      <xs:element name="elementType" type="Text" minOccurs="0"/>
      <xs:element name="attribute" type="ElementAttribute" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="subElement" type="SubElement" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="ElementAttribute">
    <xs:sequence>
      <xs:element name="name" type="Text"/>
      <xs:element name="value" type="Text" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>
`,
  "shared/envelope.xsd": `  <!--
    The elements around the data of every document, the same in every REST version.
    The including version defines Messages.
  -->
  <!-- Free text. All characters are significant. -->
  <xs:simpleType name="Text">
    <xs:restriction base="xs:string"/>
  </xs:simpleType>

  <!-- A counter, up to the largest integer that every JSON reader can represent exactly. -->
  <xs:simpleType name="Count">
    <xs:restriction base="xs:integer">
      <xs:minInclusive value="0"/>
      <xs:maxInclusive value="9007199254740991"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="Percent">
    <xs:restriction base="xs:integer">
      <xs:minInclusive value="0"/>
      <xs:maxInclusive value="100"/>
    </xs:restriction>
  </xs:simpleType>

  <!-- Any content: the element is documented, its content is not. -->
  <xs:complexType name="AnyContent" mixed="true">
    <xs:sequence>
      <xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>
    </xs:sequence>
    <xs:anyAttribute processContents="skip"/>
  </xs:complexType>

  <xs:complexType name="NoData"/>

  <xs:complexType name="Links">
    <xs:sequence>
      <xs:element name="link" type="Text" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <!-- An error. The order of its elements is not documented. -->
  <xs:complexType name="Message">
    <xs:all>
      <xs:element name="errorMessage" type="Text" minOccurs="0"/>
      <xs:element name="link" type="Text" minOccurs="0"/>
    </xs:all>
  </xs:complexType>
`,
  "shared/error.xsd": `  <!-- The body of every 4xx and 5xx. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="NoData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
`,
  "shared/since-v1.1.xsd": `  <!-- The definitions that are the same since v1.1 and different in v1.0. -->

  <xs:simpleType name="OperationName">
    <xs:restriction base="xs:token">
      <xs:enumeration value="activate"/>
      <xs:enumeration value="save"/>
      <xs:enumeration value="verify"/>
      <xs:enumeration value="restore"/>
      <xs:enumeration value="backup"/>
    </xs:restriction>
  </xs:simpleType>

  <!--
    An array of items is documented, its nesting in XML is not (assumed): one element per item, or the
    elements of the items directly below.
  -->
  <xs:complexType name="Messages">
    <xs:choice>
      <xs:element name="message" type="Message" minOccurs="0" maxOccurs="unbounded"/>
      <xs:choice maxOccurs="unbounded">
        <xs:element name="errorMessage" type="Text"/>
        <xs:element name="link" type="Text"/>
      </xs:choice>
    </xs:choice>
  </xs:complexType>
`,
  "shared/supported-versions.xsd": `  <!-- The response to api/supportedversions. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="SupportedVersionsData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <xs:complexType name="SupportedVersionsData">
    <xs:all>
      <xs:element name="supportedVersions" type="SupportedVersions"/>
    </xs:all>
  </xs:complexType>

  <xs:complexType name="SupportedVersions">
    <xs:all>
      <xs:element name="latestVersion" type="Text"/>
      <xs:element name="otherVersions" type="OtherVersions"/>
    </xs:all>
  </xs:complexType>

  <xs:complexType name="OtherVersions">
    <xs:sequence>
      <xs:element name="version" type="Text" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>
`,
  "shared/system-status.xsd": `  <!-- The response to system/status. -->

  <xs:element name="response">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="data" type="SystemStatusData"/>
        <xs:element name="messages" type="Messages"/>
        <xs:element name="links" type="Links"/>
      </xs:sequence>
    </xs:complexType>
  </xs:element>

  <!-- Their presence and order are not documented. -->
  <xs:complexType name="SystemStatusData">
    <xs:all>
      <xs:element name="uptimeSeconds" type="Count" minOccurs="0"/>
      <xs:element name="upTime" type="Count" minOccurs="0"/>
      <xs:element name="hostName" type="Text" minOccurs="0"/>
      <xs:element name="systemState" type="SystemState" minOccurs="0"/>
      <xs:element name="role" type="Role" minOccurs="0"/>
      <xs:element name="healthScorePercent" type="Percent" minOccurs="0"/>
      <xs:element name="haPeerName" type="Text" minOccurs="0"/>
      <xs:element name="haPeerRole" type="Role" minOccurs="0"/>
      <xs:element name="haHealthScorePercent" type="Percent" minOccurs="0"/>
      <xs:element name="haSockets" type="Count" minOccurs="0"/>
      <xs:element name="haSwitchOvers" type="Count" minOccurs="0"/>
      <xs:element name="haSyncState" type="HaSyncState" minOccurs="0"/>
      <xs:element name="switchOverLogs" type="SwitchOverLogs" minOccurs="0"/>
    </xs:all>
  </xs:complexType>

  <!-- The nesting and the order of the items are not documented (assumed). -->
  <xs:complexType name="HaSyncState">
    <xs:sequence>
      <xs:element name="component" type="SyncComponent" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="SyncComponent">
    <xs:all>
      <xs:element name="name" type="Text" minOccurs="0"/>
      <xs:element name="state" type="Text" minOccurs="0"/>
    </xs:all>
  </xs:complexType>

  <xs:complexType name="SwitchOverLogs">
    <xs:sequence>
      <xs:element name="switchOver" type="SwitchOver" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
  </xs:complexType>

  <xs:complexType name="SwitchOver">
    <xs:all>
      <xs:element name="time" type="Text" minOccurs="0"/>
      <xs:element name="oldState" type="Text" minOccurs="0"/>
      <xs:element name="newState" type="Text" minOccurs="0"/>
      <xs:element name="info" type="Text" minOccurs="0"/>
    </xs:all>
  </xs:complexType>

  <xs:simpleType name="SystemState">
    <xs:restriction base="xs:token">
      <xs:enumeration value="online"/>
      <xs:enumeration value="offline"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="Role">
    <xs:restriction base="xs:token">
      <xs:enumeration value="active"/>
      <xs:enumeration value="standby"/>
      <xs:enumeration value="out of service"/>
      <xs:enumeration value="standalone"/>
    </xs:restriction>
  </xs:simpleType>
`,
  "v1.0/version.xsd": `  <!--
    The definitions that are specific to REST version v1.0. The other files of this folder include it.
    After a verify, the additionalInfo of asyncstatus may contain verifySummary, with the element verify and
    in it object and field. How they repeat is not documented, so additionalInfo has the same type in all
    versions.
  -->

  <xs:simpleType name="OperationName">
    <xs:restriction base="xs:token">
      <xs:enumeration value="activate"/>
      <xs:enumeration value="save"/>
      <xs:enumeration value="verify"/>
      <xs:enumeration value="restore"/>
    </xs:restriction>
  </xs:simpleType>

  <!-- An object, not an array of items: the elements of the error are directly below. -->
  <xs:complexType name="Messages">
    <xs:complexContent>
      <xs:extension base="Message"/>
    </xs:complexContent>
  </xs:complexType>
`,
  "v1.1/version.xsd": `  <!-- The definitions that are specific to REST version v1.1. The other files of this folder include it. -->
`,
  "v1.2/version.xsd": `  <!-- The definitions that are specific to REST version v1.2. The other files of this folder include it. -->
`,
};

function schema(...files: (keyof typeof parts)[]): string {
  const texts = files.map((file) => parts[file]);
  return `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
${texts.join("\n")}</xs:schema>
`;
}

/** The schema file of every document. */
export const xsdFiles = {
  AcceptedResponse: "accepted.xsd",
  AccessTokenResponse: "access-token.xsd",
  AsyncStatusResponse: "async-status.xsd",
  ConfigElement: "config-element.xsd",
  ConfigElementsResponse: "config-elements.xsd",
  ConfigurationVersionsResponse: "configuration-versions.xsd",
  ElementTypeMetadataResponse: "element-type-metadata.xsd",
  ElementTypesResponse: "element-types.xsd",
  ErrorResponse: "error.xsd",
  SupportedVersionsResponse: "supported-versions.xsd",
  SystemStatusResponse: "system-status.xsd",
} as const satisfies Record<DocumentName, string>;

/** The file name of a schema, as in `async-status.xsd`. */
export type XsdFile = (typeof xsdFiles)[DocumentName];

/**
 * The XSD of every document, by REST version and file name. Each text is self-contained: includes
 * are resolved.
 */
export const xsd: Readonly<Record<RestVersion, Readonly<Record<XsdFile, string>>>> = {
  "v1.2": {
    "accepted.xsd": schema(
      "shared/envelope.xsd",
      "shared/accepted.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "access-token.xsd": schema(
      "shared/envelope.xsd",
      "shared/access-token.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "async-status.xsd": schema(
      "shared/envelope.xsd",
      "shared/async-status.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "config-element.xsd": schema(
      "shared/envelope.xsd",
      "shared/elements.xsd",
      "shared/config-element.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "config-elements.xsd": schema(
      "shared/envelope.xsd",
      "shared/elements.xsd",
      "shared/config-elements.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "configuration-versions.xsd": schema(
      "shared/envelope.xsd",
      "shared/configuration-versions.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "element-type-metadata.xsd": schema(
      "shared/envelope.xsd",
      "shared/element-type-metadata.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "element-types.xsd": schema(
      "shared/envelope.xsd",
      "shared/element-types.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "error.xsd": schema(
      "shared/envelope.xsd",
      "shared/error.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "supported-versions.xsd": schema(
      "shared/envelope.xsd",
      "shared/supported-versions.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
    "system-status.xsd": schema(
      "shared/envelope.xsd",
      "shared/system-status.xsd",
      "shared/since-v1.1.xsd",
      "v1.2/version.xsd",
    ),
  },
  "v1.1": {
    "accepted.xsd": schema(
      "shared/envelope.xsd",
      "shared/accepted.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "access-token.xsd": schema(
      "shared/envelope.xsd",
      "shared/access-token.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "async-status.xsd": schema(
      "shared/envelope.xsd",
      "shared/async-status.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "config-element.xsd": schema(
      "shared/envelope.xsd",
      "shared/elements.xsd",
      "shared/config-element.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "config-elements.xsd": schema(
      "shared/envelope.xsd",
      "shared/elements.xsd",
      "shared/config-elements.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "configuration-versions.xsd": schema(
      "shared/envelope.xsd",
      "shared/configuration-versions.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "element-type-metadata.xsd": schema(
      "shared/envelope.xsd",
      "shared/element-type-metadata.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "element-types.xsd": schema(
      "shared/envelope.xsd",
      "shared/element-types.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "error.xsd": schema(
      "shared/envelope.xsd",
      "shared/error.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "supported-versions.xsd": schema(
      "shared/envelope.xsd",
      "shared/supported-versions.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
    "system-status.xsd": schema(
      "shared/envelope.xsd",
      "shared/system-status.xsd",
      "shared/since-v1.1.xsd",
      "v1.1/version.xsd",
    ),
  },
  "v1.0": {
    "accepted.xsd": schema("shared/envelope.xsd", "shared/accepted.xsd", "v1.0/version.xsd"),
    "access-token.xsd": schema(
      "shared/envelope.xsd",
      "shared/access-token.xsd",
      "v1.0/version.xsd",
    ),
    "async-status.xsd": schema(
      "shared/envelope.xsd",
      "shared/async-status.xsd",
      "v1.0/version.xsd",
    ),
    "config-element.xsd": schema(
      "shared/envelope.xsd",
      "shared/elements.xsd",
      "shared/config-element.xsd",
      "v1.0/version.xsd",
    ),
    "config-elements.xsd": schema(
      "shared/envelope.xsd",
      "shared/elements.xsd",
      "shared/config-elements.xsd",
      "v1.0/version.xsd",
    ),
    "configuration-versions.xsd": schema(
      "shared/envelope.xsd",
      "shared/configuration-versions.xsd",
      "v1.0/version.xsd",
    ),
    "element-type-metadata.xsd": schema(
      "shared/envelope.xsd",
      "shared/element-type-metadata.xsd",
      "v1.0/version.xsd",
    ),
    "element-types.xsd": schema(
      "shared/envelope.xsd",
      "shared/element-types.xsd",
      "v1.0/version.xsd",
    ),
    "error.xsd": schema("shared/envelope.xsd", "shared/error.xsd", "v1.0/version.xsd"),
    "supported-versions.xsd": schema(
      "shared/envelope.xsd",
      "shared/supported-versions.xsd",
      "v1.0/version.xsd",
    ),
    "system-status.xsd": schema(
      "shared/envelope.xsd",
      "shared/system-status.xsd",
      "v1.0/version.xsd",
    ),
  },
};
