import 'server-only'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { childEnvironment } from '@/lib/server/env'
import { parseJson } from './json'
import type { Json } from './define'

/** The folder of platform facts that PACELINE_REFERENCE names; tests that need it say that they were skipped without. */
export const reference = childEnvironment({})['PACELINE_REFERENCE']

export function referenceJson(...file: string[]): Json {
  const found = parseJson(readFileSync(path.join(reference ?? '.', 'reference', 'platforms', ...file), 'utf8'))
  if (found === undefined) throw new RangeError(`${file.join('/')} is not JSON.`)
  return found
}

/** For titles of tests: why one was skipped. */
export const without = reference ? '' : ' (skipped: PACELINE_REFERENCE is not set)'
