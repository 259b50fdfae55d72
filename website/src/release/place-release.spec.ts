import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { placeRelease } from "./place-release.ts";
import { placeholders } from "./placeholders.ts";

function createBundle(text: string): string {
  const bundle = mkdtempSync(join(tmpdir(), "docs-bundle-"));
  mkdirSync(join(bundle, "guides"));
  writeFileSync(
    join(bundle, "index.html"),
    `${text} ${placeholders.base}x ${placeholders.release}`,
  );
  writeFileSync(join(bundle, "guides/a.html"), text);
  writeFileSync(join(bundle, "404.html"), text);
  writeFileSync(join(bundle, "picture.png"), placeholders.base);
  return bundle;
}

const into = () => mkdtempSync(join(tmpdir(), "docs-site-"));
const read = (site: string, file: string) => readFileSync(join(site, file), "utf8");

test("places a release by its number and as the latest", () => {
  const site = into();
  placeRelease({ bundle: createBundle("one"), into: site, release: "0.1", base: "/docs/" });
  expect(read(site, "v0.1/index.html")).toBe("one /docs/v0.1/x 0.1");
  expect(read(site, "latest/index.html")).toBe("one /docs/latest/x 0.1");
  expect(read(site, "index.html")).toContain("url=latest/");
});

test("doesn't change binary files", () => {
  const site = into();
  placeRelease({ bundle: createBundle("one"), into: site, release: "0.1", base: "/" });
  expect(read(site, "latest/picture.png")).toBe(placeholders.base);
});

test("a newer release becomes the latest, and the older one is kept", () => {
  const site = into();
  placeRelease({ bundle: createBundle("nine"), into: site, release: "0.9", base: "/" });
  const releases = placeRelease({
    bundle: createBundle("ten"),
    into: site,
    release: "0.10",
    base: "/",
  });
  expect(releases.map(({ release }) => release)).toEqual(["0.10", "0.9"]);
  expect(read(site, "latest/index.html")).toContain("ten");
  expect(read(site, "v0.9/index.html")).toContain("nine");
});

test("rebuilding an older release doesn't change the latest", () => {
  const site = into();
  placeRelease({ bundle: createBundle("two"), into: site, release: "2.0", base: "/" });
  placeRelease({ bundle: createBundle("one"), into: site, release: "1.4", base: "/" });
  expect(read(site, "latest/index.html")).toContain("two");
  expect(read(site, "v1.4/index.html")).toContain("one");
});

test("rebuilding a release replaces all its files", () => {
  const site = into();
  const bundle = createBundle("first");
  writeFileSync(join(bundle, "gone.html"), "");
  placeRelease({ bundle, into: site, release: "1.0", base: "/" });
  const releases = placeRelease({
    bundle: createBundle("again"),
    into: site,
    release: "1.0",
    base: "/",
  });
  expect(releases).toEqual([{ release: "1.0", pages: ["guides/a.html", "index.html"] }]);
  expect(() => read(site, "latest/gone.html")).toThrow();
});
