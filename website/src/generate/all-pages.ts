import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodesPage } from "../cli/exit-codes-page.ts";
import { errorsPage } from "../declarations/errors-page.ts";
import type { ExportLinks } from "../declarations/export-links.ts";
import { packagePages } from "../declarations/package-page.ts";
import type { Entry } from "../declarations/read-entries.ts";
import { assumptionsPage } from "../device/assumptions-page.ts";
import { scenariosPage } from "../device/scenarios-page.ts";
import { include, withoutNotice } from "../include/include.ts";
import { workspace } from "../package-folder.ts";
import { details } from "../pages/markdown.ts";
import type { Page } from "../pages/page.ts";
import { differencesPage } from "../rest/differences-page.ts";
import { documentsPage, examplesPage, requestsPage } from "../rest/list-pages.ts";
import { marksPage } from "../rest/marks-page.ts";
import { referencePage } from "../rest/reference-page.ts";
import { requestPages } from "../rest/request-page.ts";
import type { VersionSpec } from "../rest/version-spec.ts";

/** Creates all generated pages. */
export function allPages(
  specified: readonly VersionSpec[],
  entries: readonly Entry[],
  links: ExportLinks,
): Page[] {
  const help = readFileSync(join(workspace, "packages/cli/HELP.md"), "utf8");
  return [
    ...specified.flatMap((version, index) => [
      referencePage(version, 10 + index),
      ...requestPages(version),
      requestsPage(version),
      documentsPage(version),
      examplesPage(version),
    ]),
    differencesPage(specified, 30),
    marksPage(specified, 31),
    included("examples/README.md", "reference/other-languages", "Other languages", 33),
    ...examplePages(),
    included("spec/README.md", "reference/specification", "Specification", 32),
    included("packages/client/THE-WAIT.md", "reference/the-wait", "The wait", 40),
    withFoldedTables(
      included("tests/e2e/FAULTS.md", "reference/faults", "Faults and outcomes", 40),
    ),
    included("packages/contract/JUDGES.md", "reference/judges", "What verification detects", 51),
    errorsPage(entries, links, 41),
    included("packages/cli/HELP.md", "reference/command-line", "Commands", 42),
    included("packages/cli/MESSAGES.md", "reference/messages", "Messages", 42.5),
    included("packages/cli/SESSION.md", "reference/session", "A session in the terminal", 42.7),
    exitCodesPage(help, 43),
    included("packages/cli/TRUST.md", "reference/sources-of-settings", "Sources of settings", 44),
    assumptionsPage(50),
    scenariosPage(51),
    included("THREAT-MODEL.md", "reference/threat-model", "Threat model", 59),
    included("tests/bench/README.md", "reference/benchmarks", "Benchmarks", 60),
    included("CONTRIBUTING.md", "reference/contributing", "Contributing", 61),
    ...["client", "model", "server", "contract", "fleet", "spec"].flatMap((name, index) => {
      const main = `@asyncstatus/${name}`;
      const own = entries.filter(
        (entry) => entry.name === main || entry.name.startsWith(`${main}/`),
      );
      const prose = include(`packages/${name}/README.md`);
      return packagePages({ entries: own, prose, description: descriptionOf(name) }, links, index);
    }),
    { ...included("packages/cli/README.md", "packages/asyncstatus", "asyncstatus", 10) },
  ];
}

/** Returns a page for each example, with its code. */
function examplePages(): Page[] {
  const sources = {
    python: "commit.py",
    go: "main.go",
    "go-openapi-generator": "main.go",
    java: "src/main/java/example/Commit.java",
    typescript: "commit.ts",
  };
  return Object.entries(sources).map(([name, source]) => {
    const path = `reference/other-languages-${name}`;
    const page = included(`examples/${name}/README.md`, path, undefined, 33.5);
    const code = readFileSync(join(workspace, "examples", name, source), "utf8");
    const file = source.replace(/^.*\//, "");
    const language = file.replace(/^.*\./, "");
    return { ...page, body: `${page.body}\n\`\`\`${language} [${file}]\n${code}\`\`\`\n` };
  });
}

function included(file: string, path: string, name: string | undefined, order: number): Page {
  const text = withoutNotice(readFileSync(join(workspace, file), "utf8"));
  const title = /^# (.*)$/m.exec(text)?.[1] ?? file;
  const navigation = name ?? title;
  const [, first = ""] = /^# .*\n+((?:[^\n]+\n)+)/.exec(text) ?? [];
  const description = first
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[`*]|\[|\]\([^)]*\)/g, "")
    .trim();
  return { path, title, navigation, description, order, body: include(file) };
}

/** Folds each table below a heading. */
function withFoldedTables(page: Page): Page {
  const body = page.body.replaceAll(/(?<=^## .*\n\n)(?:\|.*\n)+/gm, (rows) =>
    details(`${rows.split("\n").length - 3} cases`, rows),
  );
  return { ...page, body };
}

function descriptionOf(name: string): string {
  const file = join(workspace, "packages", name, "package.json");
  return String(JSON.parse(readFileSync(file, "utf8")).description);
}
