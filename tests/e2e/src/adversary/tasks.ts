import type { OperationName } from "@asyncstatus/model";
import type { Task } from "./profile.ts";
import {
  type ClientContext,
  type SavedByCall,
  ScriptedClient,
  type Submitted,
} from "./scripted-client.ts";

/** Runs a task of the client until all its calls ended. */
export async function runTask(task: Task, context: ClientContext): Promise<void> {
  const { random, profile, clock, network } = context;
  const operation = random.pick(profile.operations);
  const breakMs = () => random.magnitude(profile.breakMs);
  const pause = () => clock.sleep(random.magnitude(profile.pauseMs));
  let sessions = 0;

  /** Runs a session from the login to its end. */
  const inSession = async (
    run: (client: ScriptedClient) => Promise<unknown>,
    { skewMs = 0, earlier }: { readonly skewMs?: number; readonly earlier?: SavedByCall } = {},
  ): Promise<SavedByCall | undefined> => {
    sessions += 1;
    const client = new ScriptedClient(context, sessions, skewMs);
    if (!(await client.connect(earlier ? [earlier.saved] : []))) return undefined;
    await run(client);
    if (!network.killed.has(client.session)) await client.close();
    return client.left;
  };
  const abortedSignal = () => {
    const controller = new AbortController();
    clock.after(breakMs(), () => controller.abort(new Error("Ctrl-C")));
    return controller.signal;
  };
  const runOne = async (client: ScriptedClient, name: OperationName, signal?: AbortSignal) => {
    if (!(await client.lock(signal))) return;
    const submitted = await client.submit(name, { signal });
    if (submitted) await client.wait(submitted, { signal });
  };
  const waitFor = async (client: ScriptedClient, submitting: Promise<Submitted | undefined>) => {
    const submitted = await submitting;
    if (submitted) await client.wait(submitted);
  };
  const resume = async (left: SavedByCall | undefined) => {
    if (!left) return;
    await pause();
    const settles = random.chance(0.3);
    await inSession((client) => (settles ? client.settle(left) : client.resume(left)), {
      skewMs: random.between(profile.skewMs),
    });
  };

  switch (task) {
    case "one operation":
      await inSession((client) => runOne(client, operation));
      return;
    case "commit":
      await inSession((client) => client.commit());
      return;
    case "commit under a lock":
      await inSession(async (client) => {
        if (!(await client.lock())) return;
        await client.commit();
        client.noteReleasedLock();
        await waitFor(client, client.submit(operation));
      });
      return;
    case "two at once":
      await inSession(async (client) => {
        if (!(await client.lock())) return;
        const other = random.chance(0.7) ? operation : random.pick(profile.operations);
        const first = client.submit(operation);
        const second = client.submit(other);
        await Promise.all([waitFor(client, first), waitFor(client, second)]);
      });
      return;
    case "again in the session":
      await inSession(async (client) => {
        if (!(await client.lock())) return;
        const first = await client.submit(operation);
        if (first) await client.wait(first, { timeoutMs: breakMs() });
        await waitFor(client, client.submit(operation));
        if (first && random.chance(0.5)) await client.wait(first);
      });
      return;
    case "two clients": {
      const alone = (name: OperationName) =>
        inSession((client) => (random.chance(0.3) ? client.commit() : runOne(client, name)));
      const other = random.pick([operation, random.pick(profile.operations)]);
      const later = clock.sleep(random.magnitude([0, 20_000]));
      await Promise.all([alone(operation), later.then(() => alone(other))]);
      return;
    }
    case "again": {
      const earlier = await inSession((client) => runOne(client, operation, abortedSignal()));
      await pause();
      await inSession((client) => runOne(client, operation), earlier && { earlier });
      return;
    }
    case "commit again": {
      const earlier = await inSession((client) => client.commit({ signal: abortedSignal() }));
      await pause();
      await inSession((client) => client.commit(), earlier && { earlier });
      return;
    }
    case "resume": {
      const left = await inSession(async (client) => {
        if (!(await client.lock())) return;
        const submitted = await client.submit(operation);
        if (submitted) await client.wait(submitted, { timeoutMs: breakMs() });
        if (random.chance(0.3)) network.killed.add(client.session);
      });
      await resume(left);
      return;
    }
    case "killed": {
      const left = await inSession(async (client) => {
        if (!(await client.lock())) return;
        const submitting = client.submit(operation);
        await Promise.race([submitting, clock.sleep(random.magnitude([1, 2_000]))]);
        network.killed.add(client.session);
      });
      await resume(left);
      return;
    }
    case "commit, resume":
      await resume(await inSession((client) => client.commit({ timeoutMs: breakMs() })));
      return;
  }
}
