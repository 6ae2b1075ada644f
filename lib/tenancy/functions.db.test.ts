import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '@/lib/access/scope'
import { AppError } from '@/lib/core/errors'
import { translated } from '@/lib/server/prisma'
import { openSandbox } from '@/prisma/seed/connected'
import { footprint, idsOf, strayRows } from '@/prisma/seed/footprint'
import { listenEvents } from '@/prisma/seed/tasty-chips'
import { everything } from '@/prisma/seed/world'
import { useDatabase } from '@/vitest.setup'
import { AGENCY_CALLS } from './calls/agency'
import { EXEMPT } from './calls/exempt'
import { WORK_CALLS } from './calls/work'
import type { Call } from './world'

const lib = path.join(import.meta.dirname, '..')
const CALLS = { ...AGENCY_CALLS, ...WORK_CALLS }

/** Every exported function whose first parameter is a Scope, from the source: `build/data.server#requireBuild`. */
async function scopedFunctions(): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob('**/*.ts', { cwd: lib })) {
    if (file.endsWith('.test.ts')) continue
    const source = await readFile(path.join(lib, file), 'utf8')
    const pattern =
      /^export (?:async )?(?:function|const) (\w+)(?:\s*=\s*(?:async\s*)?)?(?:<[^>]*>)?\(\s*scope: Scope\b/gm
    for (const [, name] of source.matchAll(pattern)) found.push(`${file.replace(/\.ts$/, '')}#${name}`)
  }
  return found.sort()
}

let ours: Awaited<ReturnType<typeof everything>>
let theirs: typeof ours
let secrets: Map<string, string | null>
let before: string[]
let stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  await useDatabase()
  const [sandbox, events] = [await openSandbox(), await listenEvents()]
  stops = [sandbox.close, events.close]
  ;[ours, theirs] = [await everything(), await everything()]
  secrets = await idsOf(ours.agencyId)
  before = await footprint(ours.agencyId)
})
afterAll(() => Promise.all(stops.map((stop) => stop())))

const callOf = (key: string): Call => {
  const entry = CALLS[key]
  if (!entry) throw new Error(`${key} is not listed.`)
  return typeof entry === 'function' ? { args: entry } : entry
}

async function textOf(answer: unknown): Promise<string> {
  if (answer instanceof Response) return answer.text()
  const plain = (_: string, value: unknown) =>
    typeof value === 'bigint'
      ? value.toString()
      : value instanceof Map
        ? [...value]
        : value instanceof Set
          ? [...value]
          : value
  return JSON.stringify(answer, plain) ?? 'undefined'
}

type Outcome = { kind: 'answer'; text: string } | { kind: 'refused'; code: string }

async function make(key: string, scope: Scope): Promise<Outcome> {
  const { args, read } = callOf(key)
  const [file = '', name = ''] = key.split('#')
  const loaded: Record<string, unknown> = await import(path.join(lib, `${file}.ts`))
  const fn = loaded[name]
  if (typeof fn !== 'function') throw new Error(`${key} is no function.`)
  try {
    const answer: unknown = await fn(scope, ...args(ours))
    return { kind: 'answer', text: await textOf(read ? read(answer as never) : answer) }
  } catch (error) {
    const known = translated(error)
    return { kind: 'refused', code: known instanceof AppError ? known.code : String(error) }
  }
}

/** What an answer holds of ours. */
const leaks = (outcome: Outcome): string[] =>
  outcome.kind === 'answer' ? [ours.mark, ...secrets.keys()].filter((secret) => outcome.text.includes(secret)) : []

test('every function that takes a scope is listed here, and nothing else is', async () => {
  const found = await scopedFunctions()
  expect(found.length).toBeGreaterThan(150)
  expect(found.filter((key) => !CALLS[key] && !EXEMPT[key])).toEqual([])
  expect([...Object.keys(CALLS), ...Object.keys(EXEMPT)].filter((key) => !found.includes(key))).toEqual([])
})

const keys = Object.keys(CALLS)
const foreign = new Map<string, Outcome>()

describe('somebody of another agency, with our ids', () => {
  test.each(keys)('%s', async (key) => {
    const outcome = await make(key, theirs.scopes.owner)
    foreign.set(key, outcome)
    expect(leaks(outcome)).toEqual([])
    if (outcome.kind === 'refused') expect(outcome.code).toMatch(/^(not_found|invalid|conflict|forbidden)$/)
    expect(await footprint(ours.agencyId)).toEqual(before)
  })
  test('has left no row that names a client of ours', async () => expect(await strayRows()).toEqual([]))
})

describe.each(['narrow', 'viewer'] as const)('a member of another client (%s), with our ids', (who) => {
  test.each(keys.filter((key) => !callOf(key).agency))('%s', async (key) => {
    const outcome = await make(key, ours.scopes[who])
    // The agency and its other client are theirs too; whatever names the owner's client is not.
    const theirOwn = [ours.agencyId, ours.otherClient, ours.mark]
    const found = leaks(outcome).filter((id) => !theirOwn.includes(id) && secrets.get(id) !== ours.otherClient)
    expect(found).toEqual([])
    // What they make of their own is no change of what is ours.
    if (callOf(key).control) before = await footprint(ours.agencyId)
    else expect(await footprint(ours.agencyId)).toEqual(before)
  })
})

/** A control that needs the state which others end comes first, one that ends much comes last. */
const FIRST = ['findInterests', 'reopenWrite', 'nextWrites', 'giveUp']
const LAST = ['removeSku', 'removeBrand', 'disconnect', 'removeMember', 'removeClient']
const order = (key: string): number => {
  const name = key.split('#')[1] ?? ''
  return FIRST.includes(name) ? FIRST.indexOf(name) - FIRST.length : LAST.indexOf(name) + 1
}
const controlled = keys.filter((key) => !callOf(key).control).sort((a, b) => order(a) - order(b))

describe('the owner, with the same ids, gets another answer', () => {
  test.each(controlled)('%s', async (key) => {
    const outcome = await make(key, ours.scopes.owner)
    const after = await footprint(ours.agencyId)
    const changed = after.join() !== before.join()
    before = after
    const refused = foreign.get(key)
    const isOther = JSON.stringify(outcome) !== JSON.stringify(refused)
    expect({ key, other: isOther || changed || leaks(outcome).length > 0, outcome }).toMatchObject({ other: true })
  })
})
