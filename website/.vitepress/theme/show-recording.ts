import { create } from "asciinema-player";
import css from "asciinema-player/dist/bundle/asciinema-player.css?inline";

/** Recording that is shown. */
export interface ShownRecording {
  remove(): void;
}

/** Plays a recording of a terminal, in the colors of this site. */
export async function showRecording(
  container: HTMLElement,
  address: string,
): Promise<ShownRecording> {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  const player = create(address, container, {
    cols: 80,
    rows: 24,
    controls: true,
    fit: "width",
    terminalFontFamily: "var(--vp-font-family-mono)",
    theme: "asyncstatus",
  });
  await player.play();
  // Its shortcuts need the focus.
  container.querySelector<HTMLElement>(".ap-wrapper")?.focus();
  return {
    remove: () => {
      player.dispose();
      style.remove();
    },
  };
}
