import 'server-only'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '@/lib/core/errors'
import { dataDir } from '@/lib/server/data-dir'

const file = (): string => path.join(dataDir(), 'running')

function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // On Linux a number that another program has taken over is told apart by its command line.
    return (
      process.platform !== 'linux' ||
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path.join('lib', 'cli', 'main.ts'))
    )
  } catch {
    return false
  }
}

/** One `up` or `dev` a checkout: two would build into the same folder. A file that a crash left behind counts for nothing. */
export function onlyOne(): () => void {
  const take = () => writeFileSync(file(), String(process.pid), { flag: 'wx' })
  try {
    take()
  } catch {
    const pid = Number(readFileSync(file(), 'utf8'))
    if (pid !== process.pid && isOurs(pid))
      throw new AppError(
        'conflict',
        `Paceline is already running from this folder (process ${pid}). Stop it with Ctrl-C first, or use another checkout.`,
      )
    rmSync(file(), { force: true })
    take()
  }
  return () => rmSync(file(), { force: true })
}
