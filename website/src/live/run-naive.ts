import { naivePollers } from "./naive-pollers.ts";
import { requestOf, type Scene } from "./scenes.ts";
import { beginScript, type Claim } from "./script.ts";
import type { World } from "./world.ts";

/** What a poller as they are found in the field says. */
export async function runNaive(world: World, scene: Scene): Promise<Claim> {
  return naivePollers[scene.naive].run(await beginScript(world), requestOf(scene));
}
