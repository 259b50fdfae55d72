// `pnpm build`: the program as it is published, in dist/.

import { bundle } from "./bundle.ts";

await bundle(new URL("../dist/", import.meta.url));
