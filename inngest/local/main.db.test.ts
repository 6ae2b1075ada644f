import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useDatabase } from '@/vitest.setup'
import { makeWorld, type Process, type World } from './fixtures/world'

let world: World
let jobs: Process
let early: Response[] = []

beforeAll(async () => {
  const { ownerUrl } = await useDatabase()
  world = await makeWorld(ownerUrl)
  jobs = await world.startJobs()
  early = await Promise.all(
    Array.from({ length: 30 }, (_, n) => world.send({ name: 'fixture/sent', data: { n: `early ${n}` } })),
  )
  const starting = world.startApp()
  // Some arrive before, some while and some after the functions are registered for the first time.
  for (let n = 30; n < 130; n++) {
    early.push(await world.send({ name: 'fixture/sent', data: { n: `early ${n}` } }))
    await sleep(15)
  }
  await starting
})
afterAll(() => world.end())

const effects = async (
  where: string,
  values: unknown[] = [],
): Promise<{ run: string; step: string; value: string; attempt: number; at: Date }[]> =>
  (await world.db.query(`select * from effect where ${where} order by id`, values)).rows

async function runOf(
  name: string,
  data: object = {},
  status = 'completed',
): Promise<{ id: string; output: unknown; steps: number }> {
  const before = new Set((await world.runs()).map((r) => r.id))
  const response = await world.send({ name: `fixture/${name}`, data })
  expect(response.status).toBe(200)
  let found: { id: string; output: unknown; steps: number } | undefined
  await world.until(`the run of ${name} is ${status}`, async () => {
    found = (await world.runs(status)).find((r) => r.fn === `fixture-${name}` && !before.has(r.id))
    return found !== undefined
  })
  if (!found) throw new Error('unreachable')
  return found
}

test('no event is lost while the functions are registered for the first time', async () => {
  expect(early.every((response) => response.status === 200)).toBe(true)
  await world.until('all are received', async () => (await effects("value like 'early %'")).length >= 130)
  expect(new Set((await effects("value like 'early %'")).map((e) => e.value)).size).toBe(130)
})

test('steps run in order, once each, and later calls see the results of earlier ones', async () => {
  const run = await runOf('sequence')
  const rows = await effects('run = $1', [run.id])
  expect(rows.map((r) => r.step)).toEqual(['a', 'b', 'c', 'd', 'e', 'report'])
  const made = rows.slice(0, 5).map((r) => r.value)
  expect(rows[5]?.value).toBe(made.join(','))
  expect(run.output).toEqual(made)
})

test('a failing step is tried again after growing waits, three times by default', async () => {
  const run = await runOf('flaky', { failures: 3 })
  expect(run.output).toBe('steady')
  const rows = await effects('run = $1', [run.id])
  expect(rows.map((r) => r.attempt)).toEqual([0, 1, 2, 3])
  const gaps = rows.slice(1).map((row, i) => row.at.getTime() - (rows[i]?.at.getTime() ?? 0))
  for (const [i, least] of [100, 300, 600].entries()) expect(gaps[i]).toBeGreaterThanOrEqual(least)
})

test('a step that fails at every attempt fails the run with its error', async () => {
  const run = await runOf('flaky', { failures: 99 }, 'failed')
  expect(run.output).toMatchObject({ message: 'not yet' })
  expect(await effects('run = $1', [run.id])).toHaveLength(4)
})

test('an error that names a time is tried again no sooner', async () => {
  const run = await runOf('later')
  const [first, second] = await effects('run = $1', [run.id])
  expect((second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(1950)
})

test('a run sleeps for a time and until a time', async () => {
  const run = await runOf('nap')
  const rows = await effects('run = $1', [run.id])
  expect(rows.map((r) => r.step)).toEqual(['before', 'between', 'after'])
  for (const i of [0, 1]) {
    const gap = (rows[i + 1]?.at.getTime() ?? 0) - (rows[i]?.at.getTime() ?? 0)
    expect(gap).toBeGreaterThanOrEqual(950)
    expect(gap).toBeLessThan(4000)
  }
})

test('parallel steps overlap, and a caught failure among them does not fail the run', async () => {
  const run = await runOf('fan')
  expect(run.output).toEqual(['x', 'y', 'z!', null, 'caught'])
  const rows = await effects('run = $1', [run.id])
  const started = rows.findLastIndex((r) => r.step.endsWith(':start'))
  expect(rows.findIndex((r) => r.step.endsWith(':end'))).toBeGreaterThan(started)
  expect(rows).toHaveLength(6)
})

test('a limit holds for each value of its key, and a tenant with much work does not hold up another', async () => {
  const of = (tenant: string, n: number) =>
    Array.from({ length: n }, () => ({ name: 'fixture/limited', data: { tenant, ms: 60 } }))
  await world.send(of('big', 60))
  await world.send(of('small', 2))
  type Span = { run: string; tenant: string; began: Date; ended: Date }
  let spans: Span[] = []
  await world.until('all spans are written', async () => {
    spans = (await world.db.query<Span>('select * from span order by began')).rows
    return spans.length === 62
  })
  for (const tenant of ['big', 'small'])
    for (const a of spans.filter((s) => s.tenant === tenant))
      expect(
        spans.filter((s) => s.tenant === tenant && s.began <= a.began && s.ended > a.began).length,
      ).toBeLessThanOrEqual(2)
  const together = spans.some(
    (a) =>
      a.tenant === 'big' && spans.some((b) => b !== a && b.tenant === 'big' && b.began < a.ended && a.began < b.ended),
  )
  expect(together).toBe(true)
  const { rows: runs } = await world.db.query<{ id: string; started_at: Date }>('select id, started_at from jobs.run')
  for (const { run, began } of spans.filter((s) => s.tenant === 'small')) {
    const asked = runs.find((r) => r.id === run)?.started_at ?? began
    expect(spans.filter((s) => s.tenant === 'big' && s.began > asked && s.began < began).length).toBeLessThan(10)
  }
})

test('an idempotency key starts one run, and the same event id is taken once', async () => {
  const order = (n: number, id?: string) => ({ name: 'fixture/single', data: { order: n }, ...(id && { id }) })
  await world.send([order(1), order(1), order(2)])
  await world.send(order(1))
  const twice = await Promise.all([world.send(order(3, 'same')), world.send(order(4, 'same'))])
  expect(await Promise.all(twice.map((r) => r.json()))).toEqual([
    { ids: ['same'], status: 200 },
    { ids: ['same'], status: 200 },
  ])
  await world.until('three orders are done', async () => (await effects("step = 'single'")).length >= 3)
  await new Promise((resolve) => setTimeout(resolve, 600))
  const values = (await effects("step = 'single'")).map((e) => e.value)
  expect(values.length).toBe(3)
  expect(values.filter((v) => v === '1')).toHaveLength(1)
  expect(values.filter((v) => v === '3' || v === '4')).toHaveLength(1)
})

test('a sender that tries again with its seed doubles nothing', async () => {
  const post = () =>
    fetch(`${world.jobsUrl}/e/${world.eventKey}`, {
      method: 'POST',
      headers: { 'x-inngest-event-id-seed': '1790000000000,abc' },
      body: JSON.stringify([
        { name: 'fixture/sent', data: { n: 70 } },
        { name: 'fixture/sent', data: { n: 71 } },
      ]),
    }).then((r) => r.json())
  expect(await post()).toEqual(await post())
  await world.until('both are received', async () => (await effects("value in ('70', '71')")).length >= 2)
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(await effects("value in ('70', '71')")).toHaveLength(2)
})

test('events sent from a step start other functions', async () => {
  await world.send({ name: 'fixture/send', data: {} })
  const received = () => effects("step = 'received' and value in ('1', '2')")
  await world.until('both are received', async () => (await received()).length >= 2)
  expect((await received()).map((e) => e.value).toSorted()).toEqual(['1', '2'])
})

test('a run that fails for good tells its failure handler', async () => {
  const run = await runOf('broken', {}, 'failed')
  await world.until(
    'the handler ran',
    async () => (await effects("run = $1 and step = 'on-failure'", [run.id])).length === 1,
  )
  expect((await effects('run = $1', [run.id]))[0]?.value).toBe('It broke for good.')
})

test('an operation that is not supported fails the run by its name', async () => {
  const run = await runOf('waits', {}, 'failed')
  expect(run.output).toMatchObject({ message: expect.stringContaining('WaitForEvent') })
})

test('nothing secret is printed', () => {
  expect(jobs.errors()).not.toContain(world.eventKey)
  expect(jobs.errors()).not.toContain(world.signingKey.slice(13, 40))
})
