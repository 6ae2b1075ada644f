import { expect, test } from 'vitest'
import { type Answer, readAnswer } from './answer'
import { decide, FREE_INTERRUPTIONS, interrupted, type Item, type Policy, type RunState, wake } from './decide'

const now = new Date('2026-11-21T10:00:00Z')
const policy: Policy = { maxAttempts: 4, backoffMs: 10_000, jitter: 0, now }
const item: Item = { runId: 'r', fn: 'app-f', keys: ['"k"'], kind: 'discover', attempt: 0, interruptions: 0 }
const empty: RunState = { stack: [], pending: [], race: false }
const ops = (...list: object[]): Answer => readAnswer({ status: 206, headers: {}, text: JSON.stringify(list) }, now)
const after = (ms: number): Date => new Date(now.getTime() + ms)

test('a step that ran is kept, and the function is called again at once', () => {
  expect(decide(item, empty, ops({ id: 's1', op: 'StepRun', data: { n: 1 }, timing: {} }), policy)).toEqual({
    memo: [{ id: 's1', kind: 'data', value: { n: 1 } }],
    pending: [],
    race: false,
    queue: [{ item: { ...item }, at: now }],
  })
})

test('steps planned together are queued once each, and the function waits for the last of them', () => {
  const planned = decide(
    item,
    empty,
    ops({ id: 'x', op: 'StepPlanned' }, { id: 'y', op: 'StepPlanned' }, { id: 'z', op: 'Sleep', name: '1m30s' }),
    policy,
  )
  expect(planned.pending).toEqual(['x', 'y', 'z'])
  expect(planned.queue.map((q) => [q.item.kind, q.item.stepId, q.at.getTime() - now.getTime()])).toEqual([
    ['step', 'x', 0],
    ['step', 'y', 0],
    ['wake', 'z', 90_000],
  ])
  const first = decide(
    { ...item, kind: 'step', stepId: 'x' },
    { ...empty, pending: ['x', 'y'] },
    ops({ id: 'x', op: 'StepRun', data: 1 }),
    policy,
  )
  expect(first).toMatchObject({ pending: ['y'], queue: [] })
  expect(first.finish).toBeUndefined()
  const last = wake({ ...item, kind: 'wake', stepId: 'y' }, { stack: ['x'], pending: ['y'], race: false }, now)
  expect(last).toMatchObject({
    memo: [{ id: 'y', kind: 'data', value: null }],
    pending: [],
    queue: [{ item: { kind: 'discover' } }],
  })
})

test('in a race the function is called at each end, and nothing that is under way is planned twice', () => {
  const planned = decide(
    item,
    empty,
    ops({ id: 'x', op: 'StepPlanned', opts: { parallelMode: 'race' } }, { id: 'y', op: 'StepPlanned' }),
    policy,
  )
  expect(planned.race).toBe(true)
  const run = { stack: [], pending: ['x', 'y'], race: true }
  expect(
    decide({ ...item, kind: 'step', stepId: 'x' }, run, ops({ id: 'x', op: 'StepRun' }), policy).queue,
  ).toHaveLength(1)
  const again = decide(item, { stack: ['x'], pending: ['y'], race: true }, ops({ id: 'y', op: 'StepPlanned' }), policy)
  expect(again).toMatchObject({ queue: [], pending: ['y'], memo: [] })
  expect(again.finish).toBeUndefined()
})

test('a result that is already kept is not kept again', () => {
  const twice = decide(item, { ...empty, stack: ['s1'] }, ops({ id: 's1', op: 'StepRun', data: 2 }), policy)
  expect(twice).toMatchObject({ memo: [], queue: [{ item: { kind: 'discover' } }] })
})

test.each([
  [0, 10_000],
  [1, 30_000],
  [2, 60_000],
])('after attempt %i the same item is tried again in %i ms', (attempt, ms) => {
  const failed = decide(
    { ...item, attempt },
    empty,
    ops({ id: 's', op: 'StepError', error: { message: 'no' } }),
    policy,
  )
  expect(failed.queue).toEqual([{ item: { ...item, attempt: attempt + 1 }, at: after(ms) }])
})

test('the last attempt, and an answer that forbids another, fail the run with the error', () => {
  const answer = (headers: Record<string, string>): Answer =>
    readAnswer({ status: 500, headers, text: '{"message":"no"}' }, now)
  const failed = { status: 'failed', output: { message: 'no' } }
  expect(decide({ ...item, attempt: 3 }, empty, answer({}), policy).finish).toEqual(failed)
  expect(decide(item, empty, answer({ 'x-inngest-no-retry': 'true' }), policy).finish).toEqual(failed)
  expect(decide(item, empty, answer({ 'x-inngest-no-retry': 'false' }), policy).finish).toBeUndefined()
})

test.each([
  ['90', after(90_000)],
  ['2026-11-21T12:00:00.000Z', new Date('2026-11-21T12:00:00Z')],
  ['soon', after(10_000)],
])('the answer may name the time of the next attempt: %s', (header, at) => {
  const answer = readAnswer({ status: 500, headers: { 'retry-after': header }, text: '{}' }, now)
  expect(decide(item, empty, answer, policy).queue[0]?.at).toEqual(at)
})

test('a failed step is kept as an error, so that the function may catch it', () => {
  const failed = decide(item, empty, ops({ id: 's', op: 'StepFailed', error: { message: 'no' } }), policy)
  expect(failed).toMatchObject({
    memo: [{ id: 's', kind: 'error', value: { message: 'no' } }],
    queue: [{ item: { kind: 'discover' } }],
  })
})

test('the end comes as 200 or as an operation', () => {
  const done = { status: 'completed', output: { n: 1 } }
  expect(decide(item, empty, readAnswer({ status: 200, headers: {}, text: '{"n":1}' }, now), policy).finish).toEqual(
    done,
  )
  expect(decide(item, empty, ops({ id: 'c', op: 'RunComplete', data: { n: 1 } }), policy).finish).toEqual(done)
})

test.each([['WaitForEvent'], ['InvokeFunction'], ['Gateway'], ['DeferAdd']])('%s is refused by its name', (op) => {
  const refused = decide(item, empty, ops({ id: 's', op, displayName: 'my step' }), policy)
  expect(refused.finish).toMatchObject({ status: 'failed', output: { message: expect.stringContaining(op) } })
  expect(refused.queue).toEqual([])
})

test('no answer leaves a run without a next step', () => {
  for (const answer of [ops(), ops({ id: 's', op: 'Sleep', name: 'tomorrow' })])
    expect(decide(item, empty, answer, policy).finish?.status).toBe('failed')
})

test('a death of the application is no attempt, unless the same item meets it again and again', () => {
  const once = interrupted(item, empty, policy)
  expect(once.queue).toEqual([{ item: { ...item, interruptions: 1 }, at: after(200) }])
  const often = interrupted({ ...item, interruptions: FREE_INTERRUPTIONS }, empty, policy)
  expect(often.queue).toEqual([{ item: { ...item, attempt: 1, interruptions: 0 }, at: after(10_000) }])
  const last = interrupted({ ...item, attempt: 3, interruptions: FREE_INTERRUPTIONS }, empty, policy)
  expect(last.finish?.status).toBe('failed')
})
