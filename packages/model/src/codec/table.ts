import type { RestVersion } from "../gen/types.ts";

/** How one type of the specification reads and writes as XML. */
export interface Table {
  /** The type's name in the specification. */
  readonly name: string;
  /** Its properties, in the order in which their elements are written. */
  readonly fields: readonly Field[];
}

/** How one property reads and writes as XML. */
export type Field =
  | TextField
  | IntegerField
  | WordsField
  | ObjectField
  | ListField
  | AnyField
  | NothingField;

interface FieldOf<Kind extends string> {
  readonly kind: Kind;
  /** The name of the property. */
  readonly property: string;
  /** The name of the element. */
  readonly element: string;
  readonly required: boolean;
}

/** Text, kept to the character. */
export interface TextField extends FieldOf<"text"> {}

/** A decimal integer that JavaScript holds exactly. */
export interface IntegerField extends FieldOf<"integer"> {
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One of some words; another word is read as `"unknown"`. */
export interface WordsField extends FieldOf<"words"> {
  readonly words: readonly string[];
  /** The words that a version does not have, and so does not write. */
  readonly wordsNotIn?: Partial<Readonly<Record<RestVersion, readonly string[]>>>;
}

/** An element with elements of its own. */
export interface ObjectField extends FieldOf<"object"> {
  /** A function, since tables may refer to each other in any order. */
  readonly table: () => Table;
}

/** Items in one wrapper element. */
export interface ListField extends FieldOf<"list"> {
  /** The name of an item's element. */
  readonly item: string;
  readonly wrapped: true;
  /** Whether items are looked for at any depth below the wrapper, whatever their element is called. */
  readonly anyDepth: boolean;
  /** The versions in which the wrapper is an object: itself the one item, or none where it is empty. */
  readonly objectIn?: readonly RestVersion[];
  /** The items' table; text where there is none. */
  readonly table?: () => Table;
}

/** Any content, kept as a tree. */
export interface AnyField extends FieldOf<"any"> {}

/** An element that holds nothing; what a device puts there all the same is kept as a tree. */
export interface NothingField extends FieldOf<"nothing"> {}
