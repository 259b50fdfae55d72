import { expect, test } from "vitest";
import { OptionError } from "../errors/option-error.ts";
import { parseEndpoint } from "./endpoint.ts";

test.for([
  ["10.0.0.2", "https://10.0.0.2"],
  ["10.0.0.2:443", "https://10.0.0.2"],
  ["SBC.example.net:8443", "https://sbc.example.net:8443"],
  ["[2001:db8::2]", "https://[2001:db8::2]"],
  ["[2001:db8::2]:8443", "https://[2001:db8::2]:8443"],
  ["https://10.0.0.2/", "https://10.0.0.2"],
] as const)("parses %s as %s", ([host, origin]) => {
  expect(parseEndpoint(host).origin).toBe(origin);
});

test.for([
  ["nothing", "", "is not a host name"],
  ["a space", "a b", "is not a host name"],
  ["plain HTTP", "http://10.0.0.2", "is not an https: URL"],
  ["a user", "https://admin@10.0.0.2", "must not contain a user name"],
  ["a user and a password", "admin:secret@10.0.0.2", "must not contain a user name"],
  [
    "a user and a password with a slash",
    "https://admin:se/cret@10.0.0.2",
    "must not contain a user name",
  ],
  [
    "a user and a password with a space",
    "https://admin:se cret@10.0.0.2:x",
    "must not contain a user name",
  ],
  ["a path", "10.0.0.2/rest/v1.2", "contains a path"],
  ["a query", "https://10.0.0.2?x=1", "contains a path"],
  ["an octal address", "0177.0.0.1", "is read as 127.0.0.1"],
  ["a short address", "127.1", "is read as 127.0.0.1"],
  ["a number", "2130706433", "is read as 127.0.0.1"],
  ["an escaped host", "https://%31%30.0.0.2", "is read as 10.0.0.2"],
  ["an uncompressed address", "[2001:0db8::2]", "is read as [2001:db8::2]"],
] as const)("refuses %s", ([, host, reason]) => {
  expect(() => parseEndpoint(host)).toThrow(OptionError);
  expect(() => parseEndpoint(host)).toThrow(reason);
  expect(() => parseEndpoint(host)).not.toThrow(/se.?cret/);
});
