import type { OperationName } from "@asyncstatus/model";
import type { Task } from "./profile.ts";
import { type ClientContext, ScriptedClient, type Submitted } from "./scripted-client.ts";

/** Runs a task of the client until all its calls ended. */
export async function runTask(task: Task, context: ClientContext): Promise<void> {
  const { random, profile, clock, network } = context;
  let sessions = 0;
  const open = async (skewMs = 0, earlier: readonly unknown[] = []) => {
    sessions += 1;
    const client = new ScriptedClient(context, sessions);
    return (await client.connect(skewMs, earlier)) ? client : undefined;
  };
  const operation = random.pick(profile.operations);
  const breakMs = () => random.magnitude(profile.breakMs);
  const abortedSignal = () => {
    const controller = new AbortController();
    clock.after(breakMs(), () => controller.abort(new Error("Ctrl-C")));
    return controller.signal;
  };
  const pause = () => clock.sleep(random.magnitude(profile.pauseMs));
  const skew = () => random.between(profile.skewMs);
  const serialize = (submitted: Submitted | undefined) =>
    submitted ? [JSON.parse(JSON.stringify(submitted.operation)) as unknown] : [];

  /** Submits one request under the lock, and waits. */
  const runOne = async (client: ScriptedClient, name: OperationName, signal?: AbortSignal) => {
    if (!(await client.lock(signal))) return undefined;
    const submitted = await client.submit(name, { signal });
    if (submitted) await client.wait(submitted, { signal });
    return submitted;
  };
  const runAlone = async (name: OperationName) => {
    const client = await open();
    if (!client) return;
    if (name === operation && random.chance(0.3)) await client.commit();
    else await runOne(client, name);
    await client.close();
  };
  const resume = async (submitted: Submitted | undefined) => {
    const [saved] = serialize(submitted);
    await pause();
    const client = submitted && (await open(skew()));
    if (!client) return;
    const attached = await client.attach(submitted.call, saved);
    if (attached) await client.wait(attached, {});
    await client.close();
  };

  switch (task) {
    case "two clients": {
      const second = random.pick([operation, random.pick(profile.operations)]);
      await Promise.all([
        runAlone(operation),
        clock.sleep(random.magnitude([0, 20_000])).then(() => runAlone(second)),
      ]);
      return;
    }
    case "one operation":
    case "commit":
    case "two at once":
    case "again in the session": {
      const client = await open();
      if (!client) return;
      if (task === "one operation") await runOne(client, operation);
      else if (task === "commit") await client.commit();
      else if (await client.lock()) {
        const first = client.submit(operation);
        if (task === "two at once") {
          const second = client.submit(
            random.chance(0.7) ? operation : random.pick(profile.operations),
          );
          const waitFor = async (submitting: typeof first) => {
            const submitted = await submitting;
            if (submitted) await client.wait(submitted, {});
          };
          await Promise.all([waitFor(first), waitFor(second)]);
        } else {
          const submitted = await first;
          if (submitted) await client.wait(submitted, { timeoutMs: breakMs() });
          const second = await client.submit(operation);
          if (second) await client.wait(second, {});
          if (submitted && random.chance(0.5)) await client.wait(submitted, {});
        }
      }
      await client.close();
      return;
    }
    case "again": {
      const client = await open();
      if (!client) return;
      const left = await runOne(client, operation, abortedSignal());
      await client.close();
      await pause();
      const next = await open(0, serialize(left));
      if (!next) return;
      await runOne(next, operation);
      await next.close();
      return;
    }
    case "commit again": {
      const client = await open();
      if (!client) return;
      const left = await client.commit({ signal: abortedSignal() });
      await client.close();
      await pause();
      const next = await open(0, serialize(left));
      if (!next) return;
      await next.commit();
      await next.close();
      return;
    }
    case "resume": {
      const client = await open();
      if (!client) return;
      let submitted: Submitted | undefined;
      if (await client.lock()) submitted = await client.submit(operation);
      if (submitted) await client.wait(submitted, { timeoutMs: breakMs() });
      if (random.chance(0.3)) network.killed.add(client.session);
      else await client.close();
      await resume(submitted);
      return;
    }
    case "commit, resume": {
      const client = await open();
      if (!client) return;
      const last = await client.commit({ timeoutMs: breakMs() });
      await client.close();
      await resume(last);
      return;
    }
  }
}
