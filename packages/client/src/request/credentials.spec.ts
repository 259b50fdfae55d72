import { expect, test } from "vitest";
import { basicAuthorization } from "./credentials.ts";

test("encodes the example of RFC 7617 section 2", () => {
  const authorization = basicAuthorization({ user: "Aladdin", password: "open sesame" });
  expect(authorization).toBe("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
});

test("encodes the example of RFC 7617 section 2.1 in UTF-8", () => {
  expect(basicAuthorization({ user: "test", password: "123£" })).toBe("Basic dGVzdDoxMjPCow==");
});

test("allows an empty password and colons in the password", () => {
  expect(atob(basicAuthorization({ user: "a", password: "" }).slice(6))).toBe("a:");
  expect(atob(basicAuthorization({ user: "a", password: "b:c" }).slice(6))).toBe("a:b:c");
});

test.for([
  ["an empty user", { user: "", password: "p" }, "credentials.user"],
  ["a colon in the user", { user: "a:b", password: "p" }, "credentials.user"],
  ["a line end in the user", { user: "a\nb", password: "p" }, "credentials.user"],
  ["a line end in the password", { user: "a", password: "s3cret\r" }, "credentials.password"],
] as const)("refuses %s without revealing the password", ([, credentials, option]) => {
  expect(() => basicAuthorization(credentials)).toThrow(option);
  expect(() => basicAuthorization(credentials)).not.toThrow("s3cret");
});
