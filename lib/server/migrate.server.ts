import 'server-only'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, type ColumnType } from '@prisma/driver-adapter-utils'
import { SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { AppError } from '@/lib/core/errors'
import { appUrl } from './prisma'

/*
 * Migrations through Prisma's schema engine as WebAssembly, so that nothing is downloaded.
 * The stock adapter needs four corrections for that use: the shadow database must be another one, it must be dropped
 * after its pool is closed, "char" columns must be read as characters, and scripts must not be split at semicolons.
 */

const CHAR_OID = 18
const TEXT_OID = 25
const CHARACTER: ColumnType = 6

type Connection = Awaited<ReturnType<PrismaPg['connect']>>
type Io = { fields: { dataTypeID: number }[] }
type Inner = { performIO(q: object): Promise<Io>; underlyingDriver(): { query(sql: string): Promise<unknown> } }

function fitted(connection: Connection): Connection {
  const inner = connection as unknown as Inner
  const io = inner.performIO.bind(inner)
  const raw = connection.queryRaw.bind(connection)
  const chars = new WeakMap<object, boolean[]>()
  inner.performIO = async (query) => {
    const answer = await io(query)
    chars.set(
      query,
      answer.fields.map((f) => f.dataTypeID === CHAR_OID),
    )
    for (const field of answer.fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID
    return answer
  }
  connection.queryRaw = async (query) => {
    const answer = await raw(query)
    const isChar = chars.get(query)
    return { ...answer, columnTypes: answer.columnTypes.map((type, i) => (isChar?.[i] ? CHARACTER : type)) }
  }
  connection.executeScript = async (sql) => {
    await inner.underlyingDriver().query(sql)
  }
  return connection
}

class MigrationPg extends PrismaPg {
  readonly #url: string

  constructor(url: string) {
    super({ connectionString: url })
    this.#url = url
  }

  readonly #opened: Connection[] = []

  override async connect(): Promise<Connection> {
    const connection = fitted(await super.connect())
    this.#opened.push(connection)
    return connection
  }

  /** The engine leaves its pools open, and a database with a guest cannot be copied or dropped. */
  async close(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((connection) => connection.dispose()))
  }

  override async connectToShadowDb(): Promise<Connection> {
    const database = `shadow_${process.pid}_${Date.now()}`
    const admin = new pg.Client({ connectionString: this.#url })
    await admin.connect()
    await admin.query(`create database ${database} template template0`)
    const url = Object.assign(new URL(this.#url), { pathname: `/${database}` }).toString()
    const connection = fitted(await new PrismaPg({ connectionString: url }).connect())
    const end = connection.dispose.bind(connection)
    connection.dispose = async () => {
      await end()
      await admin.query(`drop database ${database} with (force)`)
      await admin.end()
    }
    return connection
  }
}

const root = (): string => path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma')

const schemaFiles = (): { path: string; content: string }[] =>
  readdirSync(path.join(root(), 'schema'))
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({
      path: `prisma/schema/${name}`,
      content: readFileSync(path.join(root(), 'schema', name), 'utf8'),
    }))

function migrations() {
  const baseDir = path.join(root(), 'migrations')
  const names = existsSync(baseDir)
    ? readdirSync(baseDir)
        .filter((n) => existsSync(path.join(baseDir, n, 'migration.sql')))
        .sort()
    : []
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

const filters = { externalTables: [], externalEnums: [] }

async function withEngine<T>(url: string, body: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: () => undefined } })
  const adapter = new MigrationPg(url)
  const models = schemaFiles().map((f) => [f.path, f.content] as [string, string])
  try {
    const engine = await SchemaEngine.new(
      { datamodels: models },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapter),
    )
    return await body(engine)
  } finally {
    await adapter.close()
  }
}

/** Makes the application's role, or gives the one that is there its password: it is never more than a plain role. */
async function createRole(client: pg.Client, user: string, password: string): Promise<void> {
  const role = client.escapeIdentifier(user)
  const secret = client.escapeLiteral(password)
  const { rows } = await client.query<{ isMore: boolean }>(
    'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as "isMore" from pg_roles where rolname = $1',
    [user],
  )
  if (rows[0]?.isMore)
    throw new AppError(
      'conflict',
      `The database role ${user} may do more than read and write rows, so it could pass row-level security. Take superuser, bypassrls, createrole and createdb from it, or name a plain role in DATABASE_APP_URL.`,
    )
  try {
    await client.query(`${rows[0] ? 'alter' : 'create'} role ${role} login password ${secret}`)
  } catch (error) {
    throw new AppError(
      'forbidden',
      `The owner of DATABASE_URL may not make the role ${user}. Grant it CREATEROLE, or make a plain role yourself and name its address in DATABASE_APP_URL.`,
      { cause: error },
    )
  }
}

async function grant(client: pg.Client, user: string): Promise<void> {
  const role = client.escapeIdentifier(user)
  await client.query(`
    grant usage on schema public to ${role};
    alter default privileges in schema public grant select, insert, update, delete on tables to ${role};
    alter default privileges in schema public grant usage on sequences to ${role};
    grant select, insert, update, delete on all tables in schema public to ${role};
    grant usage on all sequences in schema public to ${role};
    -- What was done stays written.
    revoke update, delete on audit_log from ${role};`)
}

/**
 * Brings a database to the newest migration and opens it to the application's role, which is made unless
 * `given` (DATABASE_APP_URL) names one. The role owns nothing and cannot bypass row-level security.
 */
export async function migrate(ownerUrl: string, given?: string): Promise<string[]> {
  const { appliedMigrationNames } = await withEngine(ownerUrl, (engine) =>
    engine.applyMigrations({ migrationsList: migrations(), filters }),
  )
  const app = new URL(given ?? appUrl(ownerUrl))
  const user = decodeURIComponent(app.username)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7043021)')
    if (!given) await createRole(client, user, decodeURIComponent(app.password))
    await grant(client, user)
  } finally {
    await client.end()
  }
  return appliedMigrationNames
}

/** SQL that leads from the migrations to the schema files; empty when they agree. */
export async function pendingSql(url: string): Promise<string> {
  const list = migrations()
  const from =
    list.migrationDirectories.length > 0 ? ({ tag: 'migrations', ...list } as const) : ({ tag: 'empty' } as const)
  const question = {
    from,
    to: { tag: 'schemaDatamodel' as const, files: schemaFiles() },
    script: true,
    exitCode: true,
    filters,
  }
  const answer = await withEngine(url, (engine) => engine.diff(question))
  return answer.exitCode === 2 ? (answer.stdout ?? '') : ''
}

/** The policy of a tenant table: its agency and, where it has one, its client. Clients that are null are the agency's own. */
function policy(table: string, columns: string[]): string {
  const agency = table === 'agency' ? 'id' : 'agencyId'
  const client = table === 'client' ? 'id' : columns.includes('clientId') ? 'clientId' : undefined
  const tests = [
    `((select app_every_agency()) or "${agency}" = (select app_agency()))`,
    ...(client ? [`((select app_every_client()) or "${client}" = any ((select app_clients())::uuid[]))`] : []),
  ].join(' and ')
  return `alter table "${table}" enable row level security;
create policy tenant on "${table}" using (${tests}) with check (${tests});\n`
}

const FUNCTIONS = `
-- Whose rows a session may touch: set by the application for each scope. '*' is every agency or every client.
-- The policies call these in sub-selects, so that each is evaluated once a query and not once a row.
create function app_every_agency() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.agency_id', true), '') = '*';
create function app_agency() returns uuid language sql stable parallel safe
  return case when coalesce(current_setting('app.agency_id', true), '') in ('', '*') then null
    else current_setting('app.agency_id', true)::uuid end;
create function app_every_client() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.client_ids', true), '') = '*';
create function app_clients() returns uuid[] language sql stable parallel safe
  return case when coalesce(current_setting('app.client_ids', true), '') in ('', '*') then '{}'::uuid[]
    else current_setting('app.client_ids', true)::uuid[] end;
`

/** Writes a new migration folder from what the schema files changed, with the policies of new tenant tables. */
export async function writeMigration(url: string, name: string): Promise<string> {
  const sql = await pendingSql(url)
  if (!sql) throw new AppError('conflict', 'The schema files and the migrations agree: there is nothing to write.')
  const isFirst = migrations().migrationDirectories.length === 0
  const tables = [...sql.matchAll(/CREATE TABLE "(\w+)" \(([\s\S]*?)\n\);/g)]
  const policies = tables
    .map(([, table = '', body = '']) => ({
      table,
      columns: [...body.matchAll(/^\s+"(\w+)"/gm)].map((m) => m[1] ?? ''),
    }))
    .filter(({ table, columns }) => table === 'agency' || columns.includes('agencyId'))
    .map(({ table, columns }) => policy(table, columns))
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(root(), 'migrations', `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  const text = [sql.trim(), isFirst ? FUNCTIONS.trim() : '', ...policies.map((p) => p.trim())]
    .filter(Boolean)
    .join('\n\n')
  writeFileSync(path.join(folder, 'migration.sql'), `${text}\n`)
  return folder
}
