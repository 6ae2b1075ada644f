import 'server-only'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

/** Git-ignored folder of this checkout: generated keys, the embedded database, ports. */
export function dataDir(): string {
  const dir = path.join(/* turbopackIgnore: true */ process.cwd(), '.paceline')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}

export const isRoot = (): boolean => process.getuid?.() === 0

/** As root the database lives where its own system user can enter, apart for each checkout. */
export const postgresDir = (): string =>
  isRoot()
    ? path.join('/var/lib/paceline', createHash('sha256').update(process.cwd()).digest('hex').slice(0, 16))
    : path.join(dataDir(), 'postgres')
