import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runServer } from "verdaccio";
import { run } from "../run.ts";

/** A registry on this computer alone. */
export interface LocalRegistry {
  readonly url: string;
  /** What has npm, and all that asks as npm does, use it and nothing of this computer's user. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts Verdaccio on the loopback interface. What is published there stays there; packages of others come
 * from the registry that npm is set up with here.
 *
 * @param folder An empty folder, for its storage and npm's cache and settings.
 */
export async function startLocalRegistry(folder: string): Promise<LocalRegistry> {
  const uplink = (await run("npm", ["config", "get", "registry"], { cwd: folder })).trim();
  const server: Server = await runServer(configurationOf(folder, uplink) as never);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const settings = join(folder, "npmrc");
  await mkdir(join(folder, "cache"), { recursive: true });
  await writeFile(settings, await settingsFor(url));
  return {
    url,
    env: {
      npm_config_userconfig: settings,
      npm_config_registry: url,
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

/** npm publishes nothing without a user. */
async function settingsFor(url: string): Promise<string> {
  const name = "rehearsal";
  const response = await fetch(`${url}-/user/org.couchdb.user:${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, password: crypto.randomUUID() }),
  });
  const { token } = (await response.json()) as { token?: string };
  if (!token) throw new Error(`The registry gave no token, but ${response.status}.`);
  return `registry=${url}\n//${new URL(url).host}/:_authToken=${token}\n`;
}

function configurationOf(folder: string, uplink: string): object {
  const own = { access: "$all", publish: "$authenticated" };
  return {
    configPath: join(folder, "verdaccio.yaml"),
    self_path: folder,
    storage: join(folder, "storage"),
    uplinks: { upstream: { url: uplink, maxage: "60m" } },
    packages: {
      // Not asked for elsewhere: somebody may have published there what has the same name.
      "@asyncstatus/*": own,
      asyncstatus: own,
      "**": { access: "$all", proxy: "upstream" },
    },
    auth: { htpasswd: { file: join(folder, "htpasswd"), max_users: 1 } },
    middlewares: { audit: { enabled: true } },
    web: { enable: false },
    log: { type: "stdout", level: "fatal" },
  };
}
