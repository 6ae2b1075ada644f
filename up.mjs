// Bootstrap: plain JavaScript for the Node that the machine has. Installs what the lock file says, then hands over to
// the pinned Node of node_modules and lib/cli/main.ts.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const [command = 'up', ...args] = process.argv.slice(2)
const bin = path.join(root, 'node_modules', '.bin')
const node = path.join(bin, process.platform === 'win32' ? 'node.cmd' : 'node')
const stamp = path.join(root, 'node_modules', '.paceline-lock')

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Paceline starts with Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and try again.`,
  )
  process.exit(1)
}

const environment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  // `prisma generate` asks for an engine that it never runs.
  PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? '/bin/true',
  PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
}

function run(file, rest) {
  // Standard output belongs to the command's result, so everything else is told on standard error.
  const done = spawnSync(file, rest, { cwd: root, stdio: ['ignore', 2, 2], env: environment })
  if (done.status !== 0) {
    console.error(
      `${path.basename(file)} ${rest[0] ?? ''} ended with ${done.status ?? done.signal}. Nothing was started.`,
    )
    process.exit(1)
  }
}

const generated = path.join(root, 'prisma', 'generated', '.paceline-schema')

/** The schema that the database client was generated from, so that a pull that changes it is noticed. */
function schemaHash() {
  const folder = path.join(root, 'prisma', 'schema')
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(path.join(folder, name)))
  return hash.digest('hex')
}

function generate() {
  run(process.execPath, [path.join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate', '--no-hints'])
  writeFileSync(generated, schemaHash())
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')

function install() {
  const lock = lockHash()
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (have === lock && existsSync(node)) return
  const npm = process.env.npm_execpath
  const rest = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  console.error('Installing what the lock file lists …')
  if (npm) run(process.execPath, [npm, ...rest])
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', rest)
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, lock)
}

if (command === 'generate') {
  generate()
  // After a whole `npm ci`, as in the image, nothing is left to install.
  const { npm_command: npm, npm_config_omit: omit, NODE_ENV: mode } = process.env
  if (npm === 'ci' && !omit && mode !== 'production') writeFileSync(stamp, lockHash())
  process.exit(0)
}
install()
if (!existsSync(generated) || readFileSync(generated, 'utf8') !== schemaHash()) generate()

const child = spawn(
  node,
  [
    '--conditions=react-server',
    '--disable-warning=ExperimentalWarning',
    '--import',
    'tsx',
    path.join(root, 'lib', 'cli', 'main.ts'),
    command,
    ...args,
  ],
  { cwd: root, stdio: 'inherit', env: environment },
)
// A terminal sends Ctrl-C to the whole group; the child decides when all is stopped, and this process follows it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
