import { expect, test } from "vitest";
import { splitUrl } from "./asked-url.ts";

test.each([
  "https://sbc/",
  "https://127.0.0.1:8443/rest/v1.2/admin/asyncstatus",
  "https://[::1]:8443/rest/v1.2/configuration/management?action=save",
  "https://sbc/a?b=1&b=2&c=%2F/?#",
  "https://sbc/a?",
  "https://sbc/a?#b?c",
  "https://sbc/a#b?c=d",
  "https://sbc//elsewhere/x",
  "https://sbc/@elsewhere/:443",
  "http://sbc.example/a?b=https://elsewhere/",
])("%s has the parts that the platform finds", (url) => {
  const { origin, pathname, searchParams } = new URL(url);
  const parts = splitUrl(new Request(url).url);
  expect({ ...parts, searchParams: [...parts.searchParams] }).toEqual({
    ...{ origin, pathname, searchParams: [...searchParams] },
  });
});
