import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { random } from '@/lib/core/random'
import { useDatabase } from '@/vitest.setup'
import { makeWorld, type Process, type World } from './fixtures/world'
import { bearerOf } from './signature'

/*
 * What survives kill -9, at moments drawn from printed seeds.
 */
const KILLS = 5
const RUNS = 20
const STEPS = ['a', 'b', 'c', 'd', 'e']

let world: World
let jobs: Process
let app: Process

beforeAll(async () => {
  const { ownerUrl } = await useDatabase()
  world = await makeWorld(ownerUrl)
  jobs = await world.startJobs()
  app = await world.startApp()
})
afterAll(() => world.end())

type Effect = { run: string; step: string; value: string }

const completed = async (ids: Set<string>): Promise<number> =>
  (await world.runs('completed')).filter((run) => ids.has(run.id)).length

/** Sends the runs' events and gives their ids once the server knows them all. */
async function startRuns(delay: number): Promise<Set<string>> {
  const before = new Set((await world.runs()).map((run) => run.id))
  const response = await world.send(Array.from({ length: RUNS }, () => ({ name: 'fixture/sequence', data: { delay } })))
  expect(response.status).toBe(200)
  let ids = new Set<string>()
  await world.until('the runs have started', async () => {
    const made = (await world.runs()).filter((run) => run.fn === 'fixture-sequence' && !before.has(run.id))
    ids = new Set(made.map((run) => run.id))
    return ids.size === RUNS
  })
  return ids
}

/** A recorded step was never run again after it was recorded, every run saw its own records, and none is missing. */
async function expectWhole(ids: Set<string>, mostRepeats: number): Promise<void> {
  const { rows: effects } = await world.db.query<Effect>(
    'select run, step, value from effect where run = any($1) order by id',
    [[...ids]],
  )
  const { rows: recorded } = await world.db.query<{ run_id: string; value: string }>(
    'select run_id, value from jobs.run_step where run_id = any($1)',
    [[...ids]],
  )
  let repeats = 0
  for (const run of ids) {
    const of = (step: string): Effect[] => effects.filter((e) => e.run === run && e.step === step)
    const last = STEPS.map((step) => of(step).at(-1)?.value ?? 'never ran')
    for (const value of last)
      expect(
        recorded.some((r) => r.run_id === run && JSON.parse(r.value) === value),
        `${run} ${value}`,
      ).toBe(true)
    for (const report of of('report')) expect(report.value).toBe(last.join(','))
    repeats += STEPS.reduce((sum, step) => sum + of(step).length - 1, 0)
  }
  expect(ids.size).toBe(RUNS)
  // Only what was under way at a kill may have run again.
  expect(repeats).toBeLessThanOrEqual(mostRepeats)
}

test('a job server that is killed again and again loses no run and repeats no recorded step', async () => {
  const draw = random('kill the job server')
  const ids = await startRuns(150)
  for (let i = 0; i < KILLS; i++) {
    await sleep(100 + draw.int(500))
    await jobs.kill()
    jobs = await world.startJobs()
  }
  await world.until('all runs are done', async () => (await completed(ids)) === RUNS, 40_000)
  await expectWhole(ids, KILLS * RUNS)
  const { rows } = await world.db.query("select 1 from jobs.job where name = 'step'")
  expect(rows).toHaveLength(0)
})

test('an application that is killed again and again fails no run', async () => {
  const draw = random('kill the application')
  const ids = await startRuns(100)
  for (let i = 0; i < KILLS; i++) {
    await sleep(100 + draw.int(500))
    await app.kill()
    app = await world.startApp()
  }
  await world.until('all runs are done', async () => (await completed(ids)) === RUNS, 40_000)
  expect(await world.runs('failed')).toEqual([])
  await expectWhole(ids, KILLS * RUNS)
})

test('what was under way is taken up as soon as the server is back', async () => {
  await world.send({ name: 'fixture/sequence', id: 'under-way', data: { delay: 400 } })
  await sleep(300)
  await jobs.kill()
  jobs = await world.startJobs()
  const back = Date.now()
  await world.until('the run is done', async () => (await world.runs('running')).length === 0)
  expect(Date.now() - back).toBeLessThan(6000)
})

test('a server that is asked to stop ends within two seconds and keeps the answer of the running step', async () => {
  const ids = new Set((await world.runs()).map((run) => run.id))
  await world.send({ name: 'fixture/sequence', data: { delay: 700 } })
  await sleep(350)
  const asked = Date.now()
  await jobs.kill('SIGTERM')
  expect(Date.now() - asked).toBeLessThan(2000)
  expect(jobs.child.exitCode).toBe(0)
  jobs = await world.startJobs()
  const run = (await world.runs()).find((r) => !ids.has(r.id))
  await world.until('the run is done', async () => (await world.runs('running')).length === 0)
  const { rows } = await world.db.query<Effect>("select * from effect where run = $1 and step = 'a'", [run?.id])
  expect(rows).toHaveLength(1)
})

test('a server whose database connections all break starts again by itself', async () => {
  const ids = await startRuns(100)
  for (let i = 0; i < 3; i++) {
    await sleep(250)
    await world.db.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = any($1)',
      [['paceline-jobs', 'paceline-jobs-lock', 'pgboss']],
    )
  }
  await world.until('all runs are done', async () => (await completed(ids).catch(() => 0)) === RUNS)
  expect(jobs.child.exitCode).toBeNull()
  await expectWhole(ids, 3 * RUNS)
})

test('a second server on the same database waits for the first to end', async () => {
  const second = await world.startJobsLater({ JOBS_PORT: '0' })
  await world.until('it says that it waits', () => Promise.resolve(second.errors().includes('Another job server')))
  await sleep(300)
  expect(second.output()).toBe('')
  await jobs.kill()
  await world.until('it serves', () => Promise.resolve(/^\{"port":\d+\}\n$/.test(second.output())))
  await second.kill()
  jobs = await world.startJobs()
})

test('a cron that was missed many times starts one run, for the latest slot', async () => {
  const started = async () => (await world.runs()).filter((run) => run.fn === 'fixture-yearly').length
  expect(await started()).toBe(0)
  await jobs.kill()
  await world.db.query("update jobs.run_cron set last_slot = now() - interval '5 years'")
  jobs = await world.startJobs()
  await world.until('it has started', async () => (await started()) > 0)
  await sleep(2500)
  expect(await started()).toBe(1)
  const { rows } = await world.db.query<{ event: string; slot: Date }>(
    "select event, (select last_slot from jobs.run_cron where fn = 'fixture-yearly') as slot from jobs.run where fn = 'fixture-yearly'",
  )
  const year = new Date().getUTCFullYear()
  // Midnight of 1 January in Oslo is an hour earlier in UTC.
  expect(rows[0]?.slot.toISOString()).toBe(`${year - 1}-12-31T23:00:00.000Z`)
})

test('events that come while the application is away run when it is back', async () => {
  await app.kill()
  const ids = await startRuns(0)
  await sleep(500)
  expect(await completed(ids)).toBe(0)
  app = await world.startApp()
  await world.until('all runs are done', async () => (await completed(ids)) === RUNS)
  await expectWhole(ids, 0)
})

test('nobody without the keys is answered', async () => {
  const ask = (path: string, init: RequestInit = {}) => fetch(`${world.jobsUrl}${path}`, init)
  const wrong = { authorization: bearerOf(`signkey-test-${'0'.repeat(64)}`) }
  expect((await world.send({ name: 'fixture/sequence', data: {} }, 'wrong-key')).status).toBe(401)
  for (const headers of [{}, wrong]) {
    expect(
      (await ask('/fn/register', { method: 'POST', body: '{"functions":[]}', headers: new Headers(headers) })).status,
    ).toBe(401)
    expect((await ask('/runs', { headers: new Headers(headers) })).status).toBe(401)
    expect((await ask('/runs/x/cancel', { method: 'POST', headers: new Headers(headers) })).status).toBe(401)
  }
  expect((await world.send([{ data: {} }])).status).toBe(400)
  expect((await world.send('text')).status).toBe(400)
})

test('a run can be cancelled, and what is queued for it is dropped', async () => {
  const ids = new Set((await world.runs()).map((run) => run.id))
  await world.send({ name: 'fixture/nap', data: {} })
  await world.until('it sleeps', async () => (await world.runs('running')).some((run) => run.steps === 1))
  const run = (await world.runs()).find((r) => !ids.has(r.id))
  const headers = { authorization: bearerOf(world.signingKey) }
  expect((await fetch(`${world.jobsUrl}/runs/${run?.id}/cancel`, { method: 'POST', headers })).status).toBe(200)
  expect((await fetch(`${world.jobsUrl}/runs/${run?.id}/cancel`, { method: 'POST', headers })).status).toBe(404)
  await sleep(1800)
  const { rows } = await world.db.query<Effect>('select step from effect where run = $1', [run?.id])
  expect(rows.map((r) => r.step)).toEqual(['before'])
})

test('a function with an option that is not supported is refused at start, by both names', async () => {
  await jobs.kill()
  await app.kill()
  app = await world.startApp({ FIXTURE_UNSUPPORTED: '1' })
  jobs = await world.startJobsLater()
  await world.until('it has ended', () => Promise.resolve(jobs.child.exitCode !== null))
  expect(jobs.child.exitCode).toBe(1)
  expect(jobs.errors()).toContain('\\"fixture-unsupported\\" cannot run here: its option debounce is not supported')
})
