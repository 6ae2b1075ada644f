import { setTimeout as sleep } from 'node:timers/promises'
import type { Stack } from '@/lib/cli/stack'

/** Looks until something is there; a look that throws, as while a server is down, counts as not yet. */
export async function waitFor<T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
    const found = await look().catch(() => undefined)
    if (found !== undefined) return found
    await sleep(60)
  }
  throw new Error(`${what} did not happen within ${seconds} s`)
}

/** SIGKILL: no handler runs, nothing is flushed. */
export async function kill(stack: Stack, victim: 'web' | 'jobs'): Promise<void> {
  const part = stack.parts.find(({ name }) => name === victim)
  part?.child.kill('SIGKILL')
  await part?.ended
}

export type KillRow = { point: string; victim: 'web' | 'jobs'; ok: boolean; says: string; seconds: number }
