import 'server-only'
import { proveConformanceAlone } from '@/e2e/prove/conformance/prove'
import { proveKills } from '@/e2e/prove/kill'
import { proveSyncKills } from '@/e2e/prove/kill-sync'
import type { KillRow } from '@/e2e/prove/wait'
import { sandboxEnvironment } from '@/prisma/seed/sandbox-login'
import { AppError } from '@/lib/core/errors'
import { keepEnvironment, setEnvironment } from '@/lib/server/env'
import { migrate } from '@/lib/server/migrate.server'
import { closeDatabase } from '@/lib/server/prisma'
import { scratchDatabase, withScratchStack } from './e2e'
import { options } from './options'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Runs the kills, a fifth of them during pulls, and prints a row each; counts what held. */
export async function killProof(count: number, seed: string): Promise<{ passed: number; failed: number }> {
  // Short waits, so that a proof of many kills ends: the order of things is the same.
  setEnvironment({ JOBS_BACKOFF_MS: '400', JOBS_SYNC_MS: '1000', PLATFORM_TIMEOUT_MS: '8000' })
  return withScratchStack(async (stack) => {
    setEnvironment(sandboxEnvironment(stack.origin))
    const tell = ({ point, victim, ok, says, seconds }: KillRow) =>
      say(
        `${ok ? 'ok    ' : 'FAILED'}  ${point.padEnd(22)} ${victim.padEnd(5)} ${seconds.toFixed(1).padStart(5)} s  ${says}`,
      )
    const ofSync = Math.max(1, Math.floor(count / 5))
    say(`kills during launch, seed ${seed}`)
    const rows = await proveKills(stack, count - ofSync, seed, tell)
    say(`kills during sync, seed ${seed}`)
    rows.push(...(await proveSyncKills(stack, ofSync, seed, tell)))
    return { passed: rows.filter((row) => row.ok).length, failed: rows.filter((row) => !row.ok).length }
  })
}

type Count = { passed: number; failed: number; skipped: number }

/** Everything the connectors can send against the specifications, and every faulty copy of it against the sandbox. */
async function conformanceProof(seed: string): Promise<Count> {
  const scratch = await scratchDatabase()
  try {
    setEnvironment({ DATABASE_URL: scratch.url, SANDBOX: '1' })
    await migrate(scratch.url)
    return await proveConformanceAlone(say, { seed })
  } finally {
    await closeDatabase()
    await scratch.drop()
  }
}

const PROOFS: Record<string, (kills: number, seed: string) => Promise<Count>> = {
  kills: async (kills, seed) => ({ ...(await killProof(kills, seed)), skipped: 0 }),
  conformance: (_, seed) => conformanceProof(seed),
}
const NAMES = Object.keys(PROOFS)
const USAGE = `Usage: npm run prove -- [--only ${NAMES.join(',')}] [--kills 100] [--seed TEXT]`

/** The whole of each long proof, of which `npm test` runs a sample. */
export async function run(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { only, kills = '100', seed = '2026-11-21' } = options(args, { only: text, kills: text, seed: text }, USAGE)
  const count = Number(kills)
  if (!Number.isInteger(count) || count < 1)
    throw new AppError('invalid', `--kills ${kills} is not a number of kills. Write it like --kills 100.`)
  const wanted = only?.split(',') ?? NAMES
  const unknown = wanted.find((name) => !NAMES.includes(name))
  if (unknown !== undefined) throw new AppError('invalid', `There is no proof "${unknown}".\n${USAGE}`)
  const total: Count = { passed: 0, failed: 0, skipped: 0 }
  for (const [name, prove] of Object.entries(PROOFS)) {
    if (!wanted.includes(name)) continue
    const putBack = keepEnvironment()
    const found = await prove(count, seed)
    await closeDatabase()
    putBack()
    total.passed += found.passed
    total.failed += found.failed
    total.skipped += found.skipped
  }
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return total.failed === 0 ? 0 : 1
}
