// `pnpm build`: bundles the program to dist/.

import { bundle } from "./bundle.ts";

await bundle(new URL("../dist/", import.meta.url));
