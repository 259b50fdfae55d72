/** A reference that is shown. */
export interface ShownReference {
  darken(dark: boolean): void;
  remove(): void;
}

interface Instance {
  updateConfiguration(configuration: object): void;
  destroy(): void;
}

declare global {
  interface Window {
    Scalar?: { createApiReference(place: HTMLElement, configuration: object): Instance };
  }
}

/**
 * Shows the reference of a REST version by Scalar, from this site's own files: nothing is asked of another
 * host, no font is loaded, nothing is told to anybody.
 *
 * @param from - the address of the folder with Scalar and the documents
 */
export async function showReference(
  place: HTMLElement,
  from: string,
  version: string,
  dark: boolean,
): Promise<ShownReference> {
  await load(`${from}standalone.js`);
  const configuration = (darkMode: boolean) => ({
    url: `${from}${version}.json`,
    forceDarkModeState: darkMode ? "dark" : "light",
    agent: { disabled: true },
    documentDownloadType: "none",
    hideClientButton: true,
    hideDarkModeToggle: true,
    hideTestRequestButton: true,
    hideModels: true,
    hiddenClients: true,
    layout: "modern",
    mcp: { disabled: true },
    showDeveloperTools: "never",
    telemetry: false,
    theme: "none",
    withDefaultFonts: false,
  });
  // Its buttons for copying are a picture with no name, and its lists of requests no key can move.
  const mending = new MutationObserver(() => {
    for (const button of place.querySelectorAll("button[class*=copy-button]:not([aria-label])")) {
      button.setAttribute("aria-label", "Copy");
    }
    for (const list of place.querySelectorAll(".endpoints:not([tabindex])")) {
      list.setAttribute("tabindex", "0");
    }
  });
  mending.observe(place, { childList: true, subtree: true });
  const instance = window.Scalar?.createApiReference(place, configuration(dark));
  return {
    darken: (darkMode) => instance?.updateConfiguration(configuration(darkMode)),
    remove: () => {
      mending.disconnect();
      instance?.destroy();
    },
  };
}

function load(address: string): Promise<void> {
  if (window.Scalar) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address} cannot be loaded.`));
    document.head.append(script);
  });
}
