import { expect, test } from "vitest";
import { readXsdMessage } from "./read-xsd-message.ts";

const otherwise = "valid against v1.2/thing.xsd";

test.for<[message: string, expected: string, actual: string]>([
  [
    "Element 'state': This element is not expected. Expected is one of ( status, errorMessage ).",
    "<status> or <errorMessage>",
    "<state>",
  ],
  ["Element 'b': This element is not expected. Expected is ( link ).", "<link>", "<b>"],
  ["Element 'b': This element is not expected.", "no <b> here", "<b>"],
  ["Element 'a': Missing child element(s). Expected is ( b ).", "<b>", "the end of <a>"],
  [
    "Element 'html': No matching global declaration available for the validation root.",
    "the root <response>",
    "<html>",
  ],
  [
    "Element 'a': [facet 'enumeration'] The value 'x' is not an element of the set {'b', 'c'}.",
    "one of b, c",
    '"x"',
  ],
  [
    "Element 'a': 'v7' is not a valid value of the atomic type 'Count'.",
    "a value of the XSD's type Count",
    '"v7"',
  ],
  [
    "Element 'a', attribute 'b': The attribute 'b' is not allowed.",
    otherwise,
    "Element 'a', attribute 'b': The attribute 'b' is not allowed.",
  ],
])("reads %s", ([message, expected, actual]) => {
  expect(readXsdMessage(message, otherwise)).toEqual({ expected, actual });
});
