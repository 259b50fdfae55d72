/** Reference that is shown. */
export interface ShownReference {
  setDark(dark: boolean): void;
  remove(): void;
}

interface Instance {
  updateConfiguration(configuration: object): void;
  destroy(): void;
}

declare global {
  interface Window {
    Scalar?: { createApiReference(container: HTMLElement, configuration: object): Instance };
  }
}

/**
 * Shows the reference of a REST version with Scalar, without requests to other hosts.
 *
 * @param folder Address of the folder with Scalar and the documents.
 */
export async function showReference(
  container: HTMLElement,
  folder: string,
  version: string,
  dark: boolean,
): Promise<ShownReference> {
  await load(`${folder}standalone.js`);
  const configuration = (darkMode: boolean) => ({
    url: `${folder}${version}.json`,
    forceDarkModeState: darkMode ? "dark" : "light",
    agent: { disabled: true },
    documentDownloadType: "none",
    hideClientButton: true,
    hideDarkModeToggle: true,
    hideTestRequestButton: true,
    hideModels: true,
    // The search of the site is above.
    hideSearch: true,
    hiddenClients: true,
    layout: "modern",
    mcp: { disabled: true },
    showDeveloperTools: "never",
    telemetry: false,
    theme: "none",
    withDefaultFonts: false,
  });
  // Scalar's copy buttons have no name, and its lists don't scroll with the keyboard.
  const observer = new MutationObserver(() => {
    for (const button of container.querySelectorAll(
      "button[class*=copy-button]:not([aria-label])",
    )) {
      button.setAttribute("aria-label", "Copy");
    }
    for (const list of container.querySelectorAll(".endpoints:not([tabindex])")) {
      list.setAttribute("tabindex", "0");
    }
  });
  observer.observe(container, { childList: true, subtree: true });
  const instance = window.Scalar?.createApiReference(container, configuration(dark));
  return {
    setDark: (darkMode) => instance?.updateConfiguration(configuration(darkMode)),
    remove: () => {
      observer.disconnect();
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
    script.onerror = () => reject(new Error(`${address} can't be loaded.`));
    document.head.append(script);
  });
}
