import type { Page } from "playwright-core";

/** Reports console errors, requests to other hosts and failed requests of a page. */
export function watchPage(page: Page, origin: string, report: (finding: string) => void): void {
  const own = (url: string) => url.startsWith(`${origin}/`) || /^(data|blob):/.test(url);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      report(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => report(`uncaught error: ${error.message}`));
  page.on("request", (request) => {
    if (!own(request.url())) report(`request to another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // Aborted by leaving the page.
    if (why !== "net::ERR_ABORTED") report(`${request.url()}: ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) report(`${response.url()} returned ${response.status()}`);
  });
}
