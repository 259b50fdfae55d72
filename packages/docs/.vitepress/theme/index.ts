import DefaultTheme from "vitepress/theme-without-fonts";
import "./colours.css";
import "./pictures.css";

export default DefaultTheme;
