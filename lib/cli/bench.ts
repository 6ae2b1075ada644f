import 'server-only'
import { benchBrowser } from '@/e2e/bench/browser'
import { benchPage, crowd } from '@/e2e/bench/page'
import { benchPreview } from '@/e2e/bench/preview'
import { type BenchRow, table } from '@/e2e/bench/row'
import { benchStartUp } from '@/e2e/bench/start-up'
import { benchSync } from '@/e2e/bench/sync'
import { sandboxEnvironment } from '@/prisma/seed/sandbox-login'
import { AppError } from '@/lib/core/errors'
import { setEnvironment } from '@/lib/server/env'
import { scratchDatabase, withScratchStack } from './e2e'
import { findBrowser } from './find-browser'
import { options } from './options'
import type { Stack } from './stack'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

type Place = { stack: Stack & { databaseUrl: string }; browser: string; count: number; rounds: number }

/** Hours that the campaigns of a synced account have run: more rows, the same rate. */
const SYNC_HOURS = 12

const ON_THE_STACK: Record<string, (place: Place) => Promise<BenchRow[]>> = {
  page: async ({ stack, browser, count, rounds }) => {
    const many = await crowd(stack, count)
    return [
      ...(await benchPage(stack.databaseUrl, many, rounds)),
      ...(await benchBrowser(browser, many, Math.ceil(rounds / 4))),
    ]
  },
  preview: ({ stack, browser }) => benchPreview(browser, stack.origin),
  'sync-meta': ({ stack, count }) => benchSync(stack.databaseUrl, 'meta', count, SYNC_HOURS),
  'sync-google': ({ stack, count }) => benchSync(stack.databaseUrl, 'google', count, SYNC_HOURS),
}
const NAMES = [...Object.keys(ON_THE_STACK), 'start']

const USAGE = `Usage: npm run bench -- [--only ${NAMES.join(',')}] [--campaigns 10000] [--rounds 40]`

/** A bench that breaks is told and costs the exit code; the others still run. A missed target is only a figure. */
async function attempt(name: string, run: () => Promise<BenchRow[]>): Promise<{ rows: BenchRow[]; broke: boolean }> {
  const began = performance.now()
  try {
    const rows = await run()
    say(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`)
    return { rows, broke: false }
  } catch (error) {
    process.stderr.write(`${name} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return { rows: [], broke: true }
  }
}

async function startUp(): Promise<BenchRow[]> {
  const scratch = await scratchDatabase()
  try {
    return await benchStartUp(scratch.url)
  } finally {
    await scratch.drop()
  }
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new AppError('invalid', `--${name} ${text} is not a whole number above zero. Write it like --${name} 40.`)
}

/** Measures what the README promises and prints one table. */
export async function run(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const {
    only,
    campaigns = '10000',
    rounds = '40',
  } = options(args, { only: text, campaigns: text, rounds: text }, USAGE)
  const wanted = only?.split(',') ?? NAMES
  const unknown = wanted.find((name) => !NAMES.includes(name))
  if (unknown !== undefined) throw new AppError('invalid', `There is no bench "${unknown}".\n${USAGE}`)
  const [count, times] = [positive('campaigns', campaigns), positive('rounds', rounds)]
  const browser = await findBrowser()
  const done: { rows: BenchRow[]; broke: boolean }[] = []
  // First, while no other part of a bench runs beside it.
  if (wanted.includes('start')) done.push(await attempt('start', startUp))
  const onStack = Object.entries(ON_THE_STACK).filter(([name]) => wanted.includes(name))
  if (onStack.length > 0)
    await withScratchStack(async (stack) => {
      setEnvironment(sandboxEnvironment(stack.origin))
      for (const [name, bench] of onStack)
        done.push(await attempt(name, () => bench({ stack, browser, count, rounds: times })))
    })
  say('')
  say(table(done.flatMap(({ rows }) => rows)))
  return done.some(({ broke }) => broke) ? 1 : 0
}
