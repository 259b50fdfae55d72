import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import ApiReference from "./ApiReference.vue";
import EvidenceMark from "./EvidenceMark.vue";
import HomeHero from "./HomeHero.vue";
import SiteLayout from "./SiteLayout.vue";
import "./colors.css";
import "./home.css";
import "./pictures.css";
import "./reference.css";
import "./releases.css";
import "./text.css";

export default {
  extends: DefaultTheme,
  Layout: SiteLayout,
  enhanceApp({ app }) {
    app.component("ApiReference", ApiReference);
    app.component("HomeHero", HomeHero);
    app.component("Mark", EvidenceMark);
  },
} satisfies Theme;
