import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { run } from "@asyncstatus/tools/run";
import { runServer } from "verdaccio";

/** An npm registry on this machine. */
export interface Registry {
  /** The environment in which npm uses this registry and none of the user's settings. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts Verdaccio on the loopback interface. It forwards requests for packages that are not ours.
 *
 * @param folder an empty folder for its storage, and for npm's cache and settings
 */
export async function startRegistry(folder: string): Promise<Registry> {
  const upstream = (await run("npm", ["config", "get", "registry"], { cwd: folder })).trim();
  const own = { access: "$all", publish: "$authenticated" };
  const config = {
    configPath: join(folder, "verdaccio.yaml"),
    self_path: folder,
    storage: join(folder, "storage"),
    uplinks: { upstream: { url: upstream, maxage: "60m" } },
    packages: {
      // Without `proxy`, a package of this name in another registry is never used.
      "@asyncstatus/*": own,
      asyncstatus: own,
      "**": { access: "$all", proxy: "upstream" },
    },
    auth: { htpasswd: { file: join(folder, "htpasswd"), max_users: 1 } },
    web: { enable: false },
    log: { type: "stdout", level: "fatal" },
  };
  const server: Server = await runServer(config as never);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}/`;
  await mkdir(join(folder, "cache"), { recursive: true });
  const settings = join(folder, "npmrc");
  await writeFile(settings, `//${host}:_authToken=${await createUser(`http://${host}`)}\n`);
  return {
    env: {
      npm_config_userconfig: settings,
      npm_config_registry: `http://${host}`,
      npm_config_cache: join(folder, "cache"),
      npm_config_update_notifier: "false",
      npm_config_fund: "false",
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Creates the user that npm needs to publish. */
async function createUser(url: string): Promise<string> {
  const response = await fetch(`${url}-/user/org.couchdb.user:test`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "test", password: crypto.randomUUID() }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (!token) throw new Error(`The registry created no user: ${response.status}.`);
  return token;
}
