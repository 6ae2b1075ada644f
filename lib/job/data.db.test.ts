import { beforeAll, expect, test } from 'vitest'
import { jobScope } from '@/lib/access/scope.server'
import type { Scope } from '@/lib/access/scope'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { claimRetry, countRuns, getRun, listRuns, releaseRetry } from './data.server'

const [agencyId, otherId, clientId] = [newId(), newId(), newId()]
const scope = jobScope(agencyId, 'Ada')
const foreign = jobScope(otherId, 'Eve')
/** A scope of one client, as a member with a list of clients has it. */
const narrow: Scope = { ...scope, clientIds: [clientId] }

const statusOf = (i: number): string => (i < 40 ? 'done' : i < 60 ? 'failed' : 'running')

beforeAll(async () => {
  await useDatabase()
  const rows = Array.from({ length: 120 }, (_, i) => ({
    id: `run-${String(i).padStart(3, '0')}`,
    agencyId,
    clientId: i < 10 ? clientId : null,
    job: 'sync',
    event: 'metrics/sync.requested',
    data: { agencyId },
    status: statusOf(i),
    // Three runs to an instant: the order must not depend on the time alone.
    startedAt: new Date(Date.UTC(2026, 10, 21, 10, Math.floor(i / 3))),
  }))
  await unsafeDb().jobRun.createMany({ data: rows })
})

test('pages follow one another, newest first, without a gap or a repeat', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < 5; page++) {
    const { data, next } = await listRuns(scope, cursor === undefined ? {} : { cursor })
    seen.push(...data.map((run) => run.id))
    if (next === null) break
    cursor = next
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => `run-${String(119 - i).padStart(3, '0')}`))
})

test('a status narrows the list, and each is counted', async () => {
  const { data, next } = await listRuns(scope, { status: 'failed' })
  expect(data).toHaveLength(20)
  expect(data.every((run) => run.status === 'failed')).toBe(true)
  expect(next).toBeNull()
  expect(await countRuns(scope)).toEqual({ done: 40, failed: 20, running: 60, waiting: 0 })
})

test('another agency sees nothing, and a member sees the runs of their clients', async () => {
  expect(await listRuns(foreign)).toEqual({ data: [], next: null })
  expect(await listRuns(foreign, { cursor: 'run-060' })).toEqual({ data: [], next: null })
  expect(await getRun(foreign, 'run-001')).toBeUndefined()
  expect(await countRuns(foreign)).toEqual({ done: 0, failed: 0, running: 0, waiting: 0 })
  expect((await listRuns(narrow)).data).toHaveLength(10)
  expect(await getRun(narrow, 'run-050')).toBeUndefined()
})

test('one person at a time retries a failed run, and only of their own agency', async () => {
  expect(await claimRetry(foreign, 'run-050')).toBe(false)
  expect(await claimRetry(scope, 'run-001')).toBe(false)
  const both = await Promise.all([claimRetry(scope, 'run-050'), claimRetry(scope, 'run-050')])
  expect(both.filter(Boolean)).toEqual([true])
  expect((await getRun(scope, 'run-050'))?.retriedBy).toBe('Ada')
  await releaseRetry(foreign, 'run-050')
  expect(await claimRetry(scope, 'run-050')).toBe(false)
  await releaseRetry(scope, 'run-050')
  expect(await claimRetry(scope, 'run-050')).toBe(true)
})
