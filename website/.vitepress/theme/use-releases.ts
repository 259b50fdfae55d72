import { useData, useRoute } from "vitepress";
import { computed, onMounted, ref } from "vue";
import { choicesAt, newerThan, whereabouts } from "../../src/release/choices.ts";
import type { Releases } from "../../src/release/releases.ts";
import type { ThemeConfig } from "../../src/site/theme-config.ts";

let asked: Promise<Releases> | undefined;

/** The releases on this site. Asked for once; there are none where pages are served from sources. */
export function useReleases() {
  const { site, theme } = useData<ThemeConfig>();
  const route = useRoute();
  const releases = ref<Releases>([]);
  const here = computed(() => whereabouts(site.value.base, route.path));
  onMounted(async () => {
    if (theme.value.release === "") return;
    asked ??= fetch(`${here.value.root}releases.json`).then((answer) =>
      answer.ok ? answer.json() : [],
    );
    releases.value = await asked;
  });
  const choices = computed(() => choicesAt(here.value, releases.value));
  return {
    release: computed(() => theme.value.release),
    choices,
    newer: computed(() => newerThan(theme.value.release, releases.value)),
    latest: computed(() => choices.value[0]),
  };
}
