import axe from "axe-core";
import type { Page } from "playwright-core";

/** Returns serious and critical accessibility violations. */
export async function accessibilityFindings(
  page: Page,
  rules?: readonly string[],
): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: typeof axe }).axe
        .run(only ? { runOnly: { type: "rule", values: [...only] } } : {})
        .then((results) =>
          results.violations.map(({ id, impact, nodes }) => ({
            id,
            impact,
            nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
          })),
        ),
    rules,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, impact, nodes }) =>
        `${impact}: ${id}, ${nodes.length} times, for example ${nodes[0]?.replaceAll(/\s+/g, " ")}`,
    );
}
