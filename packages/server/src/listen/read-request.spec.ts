import { expect, test } from "vitest";
import { requestUrl } from "./read-request.ts";

test.each([
  { target: "/", host: "sbc", want: "https://sbc/" },
  {
    target: "/rest/v1.2/a?b=1&b=2",
    host: "127.0.0.1:8443",
    want: "https://127.0.0.1:8443/rest/v1.2/a?b=1&b=2",
  },
  { target: "/", host: "[::1]:8443", want: "https://[::1]:8443/" },
  { target: "/a b/ü", host: "sbc", want: "https://sbc/a%20b/%C3%BC" },
  { target: "/", host: "sbc:", want: "https://sbc/" },
  { target: "//elsewhere/x", host: "sbc", want: "https://sbc//elsewhere/x" },
  { target: "/\\elsewhere/x", host: "sbc", want: "https://sbc//elsewhere/x" },
  { target: "/@elsewhere/", host: "sbc", want: "https://sbc/@elsewhere/" },
  { target: "https://sbc:8443/x", host: "SBC:8443", want: "https://sbc:8443/x" },
])("reads the target $target on the host $host as $want", ({ target, host, want }) => {
  expect(requestUrl(target, [host])).toBe(want);
});

test.each([
  { target: "*" },
  { target: "" },
  { target: "x" },
  { target: "sbc:443" },
  { target: "https://elsewhere/" },
  { target: "http://sbc/" },
  { target: "https://sbc:8443/" },
  { target: "https://user@sbc/" },
  { target: "https://:password@sbc/" },
])("refuses the target '$target' on the host sbc", ({ target }) => {
  expect(requestUrl(target, ["sbc"])).toBeUndefined();
});

test.each([
  { hosts: undefined },
  { hosts: [] },
  { hosts: ["sbc", "sbc"] },
  { hosts: [""] },
  { hosts: ["user@sbc"] },
  { hosts: ["sbc/path"] },
  { hosts: ["sbc?query"] },
  { hosts: ["sbc#fragment"] },
  { hosts: ["sbc\\path"] },
  { hosts: ["sbc elsewhere"] },
  { hosts: ["sbc, elsewhere"] },
  { hosts: ["sbc:99999"] },
  { hosts: ["256.1.1.1"] },
  { hosts: ["[::1"] },
  { hosts: ["[:::]"] },
  { hosts: ["sbc%2Fpath"] },
])("refuses the Host header fields $hosts", ({ hosts }) => {
  expect(requestUrl("/", hosts)).toBeUndefined();
});
