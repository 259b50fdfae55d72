import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import ApiReference from "./ApiReference.vue";
import Layout from "./Layout.vue";
import Mark from "./Mark.vue";
import "./colours.css";
import "./pictures.css";

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app.component("ApiReference", ApiReference);
    app.component("Mark", Mark);
  },
} satisfies Theme;
