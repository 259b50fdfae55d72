import type { Client, ClientConfig, DatabaseError } from "pg";
import { ConnectionLostError, type Database, type Query, type Value } from "./database.ts";
import { LedgerError, type LedgerErrorCode } from "./ledger-errors.ts";

/** A stopped process must not keep the other ones from writing. */
const idleInTransactionMs = 5_000;
const connectMs = 10_000;
const queryMs = 60_000;
/** https://www.postgresql.org/docs/current/datatype-oid.html */
const bigint = 20;
const defaultSchema = "asyncstatus";

/** The place of a ledger. */
export interface PostgresPlace {
  readonly schema: string;
  /** Without user and password, for messages. */
  readonly shown: string;
  readonly config: ClientConfig;
}

/**
 * Reads the URL of a ledger, such as `postgres://user:password@host/database?schema=name`.
 *
 * @throws {LedgerError} `invalid-url`, without the URL: it may contain a password.
 */
export function readPostgresUrl(text: string): PostgresPlace {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const schema = url?.searchParams.get("schema") ?? defaultSchema;
  const isPostgres = url?.protocol === "postgres:" || url?.protocol === "postgresql:";
  if (!url || !isPostgres || !/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new LedgerError("invalid-url", "");
  }
  url.searchParams.delete("schema");
  const shown = `postgres://${url.host}${url.pathname}?schema=${schema}`;
  return { schema, shown, config: { connectionString: url.href } };
}

/** A database of PostgreSQL. Its connection is opened again when it was lost. */
export class PostgresDatabase implements Database {
  readonly #place: PostgresPlace;
  #client: Client | undefined;
  #isClosed = false;

  constructor(place: PostgresPlace) {
    this.#place = place;
  }

  async transaction<Result>(
    mode: "read" | "write",
    work: (query: Query) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.#connection();
    // Locking this row keeps other writers out: the audit log is one chain.
    const begin = mode === "write" ? "BEGIN; SELECT FROM rollout FOR UPDATE" : "BEGIN READ ONLY";
    await this.#run(client, () => client.query(begin));
    try {
      const result = await work((sql, ...values) => this.#query(client, sql, values));
      await this.#run(client, () => client.query("COMMIT"));
      return result;
    } catch (error) {
      if (this.#client === client) await this.#run(client, () => client.query("ROLLBACK"));
      throw error;
    }
  }

  /** Runs a statement outside the transactions of a ledger. */
  async run(sql: string, ...values: readonly Value[]) {
    return this.#query(await this.#connection(), sql, values);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #query(client: Client, sql: string, values: readonly Value[]) {
    const [first = "", ...others] = sql.split("?");
    const text = others.reduce((known, part, index) => `${known}$${index + 1}${part}`, first);
    const { rows } = await this.#run(client, () =>
      // A name makes it a prepared statement.
      client.query(text === sql ? { text } : { name: nameOf(text), text, values: [...values] }),
    );
    return rows;
  }

  async #connection(): Promise<Client> {
    if (this.#isClosed) throw new Error("The ledger is closed.");
    if (this.#client) return this.#client;
    const { Client } = await loadPostgres();
    const client = new Client({
      ...this.#place.config,
      application_name: "asyncstatus",
      keepAlive: true,
      connectionTimeoutMillis: connectMs,
      query_timeout: queryMs,
      types: {
        getTypeParser: (type: number) => (text: string) => (type === bigint ? Number(text) : text),
      },
    });
    client.on("error", () => this.#drop(client));
    await this.#run(client, () => client.connect());
    this.#client = client;
    await this.#run(client, () =>
      client.query(
        `SET search_path = "${this.#place.schema}"; SET synchronous_commit = on;
          SET idle_in_transaction_session_timeout = ${idleInTransactionMs}`,
      ),
    );
    return client;
  }

  async #run<Result>(client: Client, send: () => Promise<Result>): Promise<Result> {
    try {
      return await send();
    } catch (error) {
      const code = ledgerCodes[sqlStateOf(error) ?? ""];
      if (code) throw new LedgerError(code, this.#place.shown);
      if (!isLost(error)) throw error;
      this.#drop(client);
      throw new ConnectionLostError(`${this.#place.shown} can't be reached: ${error.message}`, {
        cause: error,
      });
    }
  }

  #drop(client: Client): void {
    if (this.#client === client) this.#client = undefined;
    void client.end().catch(() => undefined);
  }
}

/** @throws {LedgerError} `pg-missing` */
async function loadPostgres(): Promise<Pick<typeof import("pg"), "Client">> {
  try {
    return (await import("pg")).default;
  } catch {
    throw new LedgerError("pg-missing", "");
  }
}

const names = new Map<string, string>();

/** Returns a short name of a statement. PostgreSQL cuts names of more than 63 bytes. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}

/** By the SQLSTATE of PostgreSQL. */
const ledgerCodes: Readonly<Record<string, LedgerErrorCode>> = {
  "53100": "full", // disk_full
  XX001: "damaged", // data_corrupted
  XX002: "damaged", // index_corrupted
};

/** The server is shutting down or starting, is a standby, has too many sessions, or has ended this one. */
const lostStates = new Set(["57P01", "57P02", "57P03", "25P03", "25006", "53300"]);

function isLost(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { severity, code = "" } = error as Partial<DatabaseError>;
  // Without a severity, it isn't from the server.
  return severity === undefined || code.startsWith("08") || lostStates.has(code);
}

/** Returns the SQLSTATE of an error of the server. */
export function sqlStateOf(error: unknown): string | undefined {
  const { severity, code } = error as Partial<DatabaseError>;
  return severity === undefined ? undefined : code;
}
