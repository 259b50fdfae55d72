/** Describes how one type of the specification reads and writes as XML. */
export interface Table {
  /** The type's name in the specification. */
  readonly name: string;
  /** The properties, in the order in which their elements are written. */
  readonly fields: readonly Field[];
}

/** Describes how one property reads and writes as XML. */
export type Field =
  | TextField
  | IntegerField
  | BooleanField
  | EnumField
  | ObjectField
  | ListField
  | AnyField
  | NothingField;

interface FieldOf<Kind extends string> {
  readonly kind: Kind;
  /** The name of the property. */
  readonly property: string;
  /** The name of the element; of an item, if the list has no wrapper. */
  readonly element: string;
  readonly required: boolean;
}

/** Text, kept to the character. */
export interface TextField extends FieldOf<"text"> {}

/** A decimal integer that JavaScript represents exactly. */
export interface IntegerField extends FieldOf<"integer"> {
  readonly minimum?: number;
  readonly maximum?: number;
}

/** `true` or `false`; 1 and 0 are read as well. */
export interface BooleanField extends FieldOf<"boolean"> {
  /** True if it is an XML attribute and not an element. */
  readonly attribute: boolean;
}

/** One of some values; any other is read as `"unknown"`. */
export interface EnumField extends FieldOf<"enum"> {
  readonly values: readonly string[];
  /** The values that a version does not have; they are not written in it. */
  readonly valuesNotIn?: Readonly<Partial<Record<string, readonly string[]>>>;
}

/** An element with child elements. */
export interface ObjectField extends FieldOf<"object"> {
  /** A function, since tables refer to each other in any order. */
  readonly table: () => Table;
}

/** Items in one wrapper element, or directly in the parent element. */
export interface ListField extends FieldOf<"list"> {
  /** The name of an item's element. */
  readonly item: string;
  readonly wrapped: boolean;
  /** True if items are found at any depth below the wrapper, under any name. */
  readonly anyDepth: boolean;
  /** The versions in which the wrapper itself is the only item, or no item if it is empty. */
  readonly objectIn?: readonly string[];
  /** The table of the items. Items without one are text. */
  readonly table?: () => Table;
}

/** Any content, kept as a tree. */
export interface AnyField extends FieldOf<"any"> {}

/** An element that is documented as empty; content is kept as a tree. */
export interface NothingField extends FieldOf<"nothing"> {}
