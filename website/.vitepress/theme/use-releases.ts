import { useData, useRoute } from "vitepress";
import { computed, onMounted, ref } from "vue";
import { choicesAt, newerThan, parseAddress } from "../../src/release/choices.ts";
import type { Releases } from "../../src/release/releases.ts";
import type { ThemeConfig } from "../../src/site/theme-config.ts";

let request: Promise<Releases> | undefined;

/** Returns the releases of this site. Empty in development. */
export function useReleases() {
  const { site, theme } = useData<ThemeConfig>();
  const route = useRoute();
  const releases = ref<Releases>([]);
  const here = computed(() => parseAddress(site.value.base, route.path));
  onMounted(async () => {
    if (theme.value.release === "") return;
    request ??= fetch(`${here.value.root}releases.json`).then((response) =>
      response.ok ? response.json() : [],
    );
    releases.value = await request;
  });
  const choices = computed(() => choicesAt(here.value, releases.value));
  return {
    release: computed(() => theme.value.release),
    choices,
    newer: computed(() => newerThan(theme.value.release, releases.value)),
    latest: computed(() => choices.value[0]),
  };
}
