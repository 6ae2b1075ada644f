import 'server-only'
import { proveKills } from '@/e2e/prove/kill'
import { proveSyncKills } from '@/e2e/prove/kill-sync'
import type { KillRow } from '@/e2e/prove/wait'
import { sandboxEnvironment } from '@/prisma/seed/sandbox-login'
import { AppError } from '@/lib/core/errors'
import { setEnvironment } from '@/lib/server/env'
import { withScratchStack } from './e2e'
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

export async function run(args: string[]): Promise<number> {
  const { kills = '100', seed = '2026-11-21' } = options(
    args,
    { kills: { type: 'string' }, seed: { type: 'string' } },
    'Usage: npm run prove -- [--kills 100] [--seed TEXT]',
  )
  const count = Number(kills)
  if (!Number.isInteger(count) || count < 1)
    throw new AppError('invalid', `--kills ${kills} is not a number of kills. Write it like --kills 100.`)
  const { passed, failed } = await killProof(count, seed)
  say(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}
