import type { Page } from "playwright-core";

/**
 * Notes down what a page must not do: report an error, ask another host for anything, or ask this one for
 * what is not there.
 */
export function watchPage(page: Page, origin: string, tell: (finding: string) => void): void {
  const own = (url: string) => url.startsWith(`${origin}/`) || /^(data|blob):/.test(url);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      tell(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => tell(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    if (!own(request.url())) tell(`asks another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // What a page no longer needs when it is left.
    if (why !== "net::ERR_ABORTED") tell(`${request.url()}: ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) tell(`${response.url()} is answered ${response.status()}`);
  });
}
