import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reference, without } from '@/lib/connectors/reference.server'
import { env } from '@/lib/server/env'
import { listenEvents, listenPlatforms } from '@/prisma/seed/tasty-chips'
import { useDatabase } from '@/vitest.setup'
import { faultsOf } from './faults'
import { readJournal, type Recorded, shapeOf } from './journal'
import { exerciseConnectors } from './exercise'
import { proveConformance } from './prove'
import { type Check, kindsAtMeta, readCheck, validate } from './validate'

/* A run in which the connectors send all that they can, checked from both sides, and the checks checked themselves. */

const lines: string[] = []
let count = { passed: 0, failed: 0, skipped: 0 }
let journal: Recorded[] = []
let close = async (): Promise<void> => undefined

beforeAll(async () => {
  await useDatabase()
  const say = (line: string) => {
    lines.push(line)
    process.stdout.write(`${line}\n`)
  }
  const inbox = await listenEvents()
  const platforms = await listenPlatforms()
  close = async () => {
    await platforms.close()
    await inbox.close()
  }
  await exerciseConnectors()
  journal = await readJournal()
  const origin = new URL(env().META_API_BASE_URL).origin
  count = await proveConformance({ origin }, say, { sample: 300, seed: '2026-11-21' })
}, 300_000)
afterAll(() => close())

test('what the connectors send keeps to the specifications, and faulty copies are refused', () => {
  expect(count).toEqual(reference ? { passed: 2, failed: 0, skipped: 0 } : { passed: 1, failed: 0, skipped: 1 })
  expect(lines.some((line) => line.startsWith('300 faulty requests, drawn from '))).toBe(true)
})

test('the run holds every kind of write', () => {
  const writes = new Set(
    journal
      .filter(({ kind }) => kind === 'write')
      .map(({ platform, path }) => `${platform} ${path.split('/').at(-1)?.replace(/^\d+$/, 'node')}`),
  )
  expect([...writes].sort()).toEqual([
    'google adGroupAds:mutate',
    'google adGroups:mutate',
    'google campaignBudgets:mutate',
    'google campaigns:mutate',
    'google googleAds:mutate',
    'meta adcreatives',
    'meta adimages',
    'meta ads',
    'meta adsets',
    'meta campaigns',
    'meta node',
  ])
})

describe(`the check of requests${without}`, () => {
  let check: Check = () => []
  beforeAll(async () => {
    if (reference) check = readCheck(await kindsAtMeta())
  })

  test.skipIf(!reference)('reports an unknown field that is planted in a recorded request', () => {
    const google = journal.find(({ path }) => path.endsWith('googleAds:mutate'))
    const meta = journal.find(({ path, method }) => method === 'POST' && path.endsWith('/adsets'))
    if (!google?.body || !meta?.body) throw new Error('The run has no creations.')
    const planted = [
      { ...google, body: { ...google.body, dryRun: true } },
      { ...meta, body: { ...meta.body, budget: '5' } },
    ]
    expect(validate(planted, check).faulty.map(({ finding }) => [finding.at, finding.says])).toEqual([
      ['dryRun', 'unknown in services.MutateGoogleAdsRequest'],
      ['budget', 'unknown parameter of POST adsets'],
    ])
  })

  test.skipIf(!reference)('reports another version than the configured one', () => {
    const old = journal
      .slice(-40)
      .filter(({ kind }) => kind !== 'oauth')
      .map((one) => ({ ...one, path: one.path.replace(/^\/v\d+/, '/v19') }))
    expect(validate(old, check).faulty.length).toBeGreaterThan(0)
    for (const request of old) expect(check(request).some(({ says }) => says.includes('configured is'))).toBe(true)
  })

  test.skipIf(!reference)('sees the faults that the sandbox refuses', () => {
    const distinct = [...new Map(journal.map((request) => [shapeOf(request), request])).values()]
    const faults = distinct.flatMap(faultsOf)
    const unseen = faults.filter(({ of, query, body }) =>
      check({ ...of, query, body }).every(({ level }) => level !== 'violation'),
    )
    process.stdout.write(`the check of requests sees ${faults.length - unseen.length} of ${faults.length} faults\n`)
    for (const { of, field, kind } of unseen.slice(0, 20))
      process.stdout.write(`  unseen: ${of.platform} ${of.path}  ${field} ${kind}\n`)
    expect(faults.length).toBeGreaterThan(1000)
    expect(1 - unseen.length / faults.length).toBeGreaterThanOrEqual(0.99)
  })
})
