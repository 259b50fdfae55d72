import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import ApiReference from "./ApiReference.vue";
import HomeHero from "./HomeHero.vue";
import Layout from "./Layout.vue";
import Mark from "./Mark.vue";
import "./colours.css";
import "./home.css";
import "./pictures.css";
import "./reference.css";
import "./releases.css";
import "./text.css";

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app.component("ApiReference", ApiReference);
    app.component("HomeHero", HomeHero);
    app.component("Mark", Mark);
  },
} satisfies Theme;
