import 'server-only'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/core/errors'
import { isAlive } from './is-alive'

const holder = (file: string): number | undefined => {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

function taken(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Runs `body` while no other process of this machine runs one under the same file. A file that a crash left behind
 * counts for nothing. Throws `unavailable` when its turn does not come within `seconds`.
 */
export async function inTurn<T>(file: string, body: () => Promise<T>, seconds = 120): Promise<T> {
  const until = Date.now() + seconds * 1000
  while (!taken(file)) {
    const pid = holder(file)
    if (pid !== undefined && !isAlive(pid)) rmSync(file, { force: true })
    else if (Date.now() > until)
      throw new AppError(
        'unavailable',
        `Process ${pid ?? 'unknown'} holds ${file} and does not end. Stop it and try again.`,
      )
    else await sleep(50)
  }
  try {
    return await body()
  } finally {
    rmSync(file, { force: true })
  }
}
