import 'server-only'
import { AppError } from '@/lib/core/errors'
import { COMMANDS } from './commands'

/** `npm run …` and `npm run cli -- …` end here. Exit code 0, 1 (failed) or 2 (bad arguments). */
const [group = '', ...rest] = process.argv.slice(2)
const [name = '', args] = group === 'cli' ? [rest[0], rest.slice(1)] : [group, rest]

function help(): string {
  const rows = Object.entries(COMMANDS).filter(([, c]) => c.cli)
  const width = Math.max(...rows.map(([key]) => key.length))
  return [
    'Usage: npm run -s cli -- <command> [options]   (--help after a command lists its options)',
    '',
    ...rows.map(([key, c]) => `  ${key.padEnd(width)}  ${c.says}`),
  ].join('\n')
}

async function main(): Promise<number> {
  const command = COMMANDS[name]
  if (!command || (group === 'cli' && !command.cli)) {
    const asked = name && name !== '--help' && name !== 'help'
    ;(asked ? process.stderr : process.stdout).write(`${asked ? `There is no command "${name}".\n\n` : ''}${help()}\n`)
    return asked ? 2 : 0
  }
  const { run } = await command.load()
  return run(args)
}

try {
  process.exitCode = await main()
} catch (error) {
  const text =
    error instanceof AppError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = error instanceof AppError && error.code === 'invalid' ? 2 : 1
}
// Pools of the migration engine and idle sockets would keep the process alive.
process.exit()
