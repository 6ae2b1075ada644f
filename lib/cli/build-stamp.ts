import 'server-only'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dataDir } from '@/lib/server/data-dir'

const SOURCES = [
  'app',
  'components',
  'lib',
  'inngest',
  'prisma',
  'public',
  'package-lock.json',
  'next.config.ts',
  'tailwind.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'proxy.ts',
  'instrumentation.ts',
]

function* files(entry: string): Generator<string> {
  if (!existsSync(entry)) return
  let children
  try {
    children = readdirSync(entry, { withFileTypes: true })
  } catch {
    yield entry
    return
  }
  for (const child of children.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(entry, child.name)
    if (child.isDirectory()) yield* files(full)
    else if (!/\.test\.ts$/.test(child.name)) yield full
  }
}

/** A hash of everything that the build reads. */
export function sourceHash(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES)
    for (const file of files(source)) hash.update(file).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

const stamp = () => path.join(dataDir(), 'build')

export const isBuilt = (hash: string): boolean =>
  existsSync(path.join('.next', 'BUILD_ID')) && existsSync(stamp()) && readFileSync(stamp(), 'utf8') === hash

export const markBuilt = (hash: string): void => writeFileSync(stamp(), hash)
