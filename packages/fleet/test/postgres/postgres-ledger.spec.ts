import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { PostgresLedger } from "../../src/index.ts";
import { testLedger, twoUnits } from "../../src/testing/ledger-suite.ts";
import { startCuttingProxy } from "./cutting-proxy.ts";
import { type Postgres, startPostgres } from "./start-postgres.ts";

let postgres: Postgres;
let schemas = 0;

function newSchema(): string {
  schemas += 1;
  return `ledger_${schemas}`;
}

beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.remove());

function newPlace(schema = newSchema()) {
  const closed = (ledger: PostgresLedger) => {
    onTestFinished(() => ledger.close());
    return ledger;
  };
  return {
    create: async (content: typeof twoUnits) =>
      closed(await PostgresLedger.create(postgres.url(schema), content)),
    open: async () => closed(await PostgresLedger.open(postgres.url(schema))),
    sql: async (text: string) => void (await postgres.sql(`SET search_path = ${schema}; ${text}`)),
    withoutTriggers: "DROP TRIGGER audit_is_append_only ON audit",
    asNewer: "UPDATE asyncstatus_ledger SET version = 2",
  };
}

testLedger(newPlace);

test("refuses a schema of another program", async () => {
  const place = newPlace();
  await postgres.sql(`CREATE SCHEMA ledger_${schemas}`);
  await place.sql("CREATE TABLE rollout (a TEXT)");
  await expect(place.open()).rejects.toMatchObject({ code: "not-a-ledger" });
  await expect(place.create(twoUnits)).rejects.toMatchObject({ code: "not-a-ledger" });
});

test.each([
  { what: "a wrong password", change: (url: string) => url.replace(/:[^:@]+@/, ":wr0ng@") },
  { what: "another port", change: (url: string) => url.replace(/@127.0.0.1:\d+/, "@127.0.0.1:1") },
  { what: "an invalid URL", change: (url: string) => url.replace("127.0.0.1", "[") },
])("says so for $what, without the password", async ({ change }) => {
  const url = change(postgres.url("a"));
  const error: unknown = await PostgresLedger.open(url).catch((error: unknown) => error);
  expect(error).toMatchObject({ name: "LedgerError" });
  const { message } = error as Error;
  expect(message).not.toContain(postgres.password);
  expect(message).not.toContain("wr0ng");
  expect(message).toMatch(
    /^(can't use the ledger postgres:\/\/127|the URL of the ledger is invalid)/,
  );
});

test("two programs that create a rollout in one schema: one succeeds", async () => {
  const place = newPlace();
  const results = await Promise.allSettled([place.create(twoUnits), place.create(twoUnits)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = results.find((result) => result.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "exists" });
});

/** A ledger behind a proxy that cuts connections. */
async function behindProxy() {
  const place = newPlace();
  await place.create(twoUnits);
  const url = new URL(postgres.url(`ledger_${schemas}`));
  const proxy = await startCuttingProxy(Number(url.port));
  url.port = String(proxy.port);
  const ledger = await PostgresLedger.open(url.href);
  onTestFinished(async () => {
    await ledger.close();
    await proxy.close();
  });
  return { ledger, proxy };
}

test.each(["before", "after"] as const)(
  "writes once if the connection is cut %s the commit",
  async (when) => {
    const { ledger, proxy } = await behindProxy();
    proxy.cutCommit(when);
    const [claim] = await ledger.claimWaiting("w", () => ["a"]);
    expect(claim).toMatchObject({ fence: 1 });
    expect(await ledger.unit("a")).toMatchObject({ state: "running", fence: 1 });
    expect((await ledger.audit()).map(({ event }) => event.type)).toEqual(["created", "claimed"]);
    expect(await ledger.auditProblem()).toBeUndefined();
  },
);

test("continues after the server was restarted", async () => {
  const place = newPlace();
  const ledger = await place.create(twoUnits);
  await postgres.stop("immediate");
  const claimed = ledger.claimWaiting("w", () => ["a"]);
  await postgres.start();
  expect(await claimed).toMatchObject([{ fence: 1 }]);
  expect(await ledger.auditProblem()).toBeUndefined();
});

test.each([
  {
    code: "full",
    sqlState: "53100",
    says: "the disk is full, so the ledger postgres://127.0.0.1:",
  },
  { code: "damaged", sqlState: "XX001", says: "the ledger postgres://127.0.0.1:" },
])("says so if the disk of the server is $code", async ({ code, sqlState, says }) => {
  const place = newPlace();
  const ledger = await place.create(twoUnits);
  await place.sql(`
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE EXCEPTION 'a failure of the disk' USING ERRCODE = '${sqlState}'; END $$;
    CREATE TRIGGER fails BEFORE INSERT ON audit EXECUTE FUNCTION fail()`);
  const paused = ledger.pause({ by: "ines", atMs: 0 });
  await expect(paused).rejects.toMatchObject({
    ...{ name: "LedgerError", code },
    message: expect.stringContaining(says),
  });
  await place.sql("DROP TRIGGER fails ON audit");
  await ledger.pause({ by: "ines", atMs: 0 });
  expect(await ledger.auditProblem()).toBeUndefined();
});
