import { createServer, type Server } from 'node:http'
import { serve } from 'inngest/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobScope } from '@/lib/access/scope.server'
import { AppError } from '@/lib/core/errors'
import { countRuns, getRun, listRuns } from '@/lib/job/data.server'
import { retryJob } from '@/lib/job/run.server'
import { newId } from '@/lib/server/id'
import { setEnvironment } from '@/lib/server/env'
import { useDatabase } from '@/vitest.setup'
import { inngest } from './client'
import { job } from './job'
import { makeWorld, type World } from './local/fixtures/world'

let world: World
let server: Server
const agencyId = newId()
const scope = jobScope(agencyId, 'test')
const calls: { name: string; at: number }[] = []
let isFixed = false

const plain = job({ id: 'plain', triggers: [{ event: 'test/plain' }], retries: 0 }, async ({ step, runId }) =>
  step.run('answer', () => ({ runId })),
)
const forbidden = job({ id: 'forbidden', triggers: [{ event: 'test/forbidden' }] }, async ({ step }) =>
  step.run('try', () => {
    calls.push({ name: 'forbidden', at: Date.now() })
    if (!isFixed) throw new AppError('conflict', 'The cap is lower than what is spent. Raise it first.')
    return 'fixed'
  }),
)
const patient = job({ id: 'patient', triggers: [{ event: 'test/patient' }] }, () => {
  calls.push({ name: 'patient', at: Date.now() })
  if (calls.filter((c) => c.name === 'patient').length === 1)
    throw new AppError('limit', 'The platform asks to wait.', { retry: { afterMs: 1500 } })
  return Promise.resolve('done')
})
const raw = job({ id: 'raw', triggers: [{ event: 'test/raw' }], retries: 0 }, async ({ step }) =>
  step.run('try', () => Promise.reject(new Error('password=hunter2'))),
)
const asleep = job({ id: 'asleep', triggers: [{ event: 'test/asleep' }] }, async ({ step }) => {
  await step.sleep('rest', '2s')
  await step.run('work', () => null)
})

beforeAll(async () => {
  const { ownerUrl } = await useDatabase()
  world = await makeWorld(ownerUrl)
  setEnvironment({
    INNGEST_BASE_URL: world.jobsUrl,
    INNGEST_EVENT_KEY: world.eventKey,
    INNGEST_SIGNING_KEY: world.signingKey,
  })
  inngest.setEnvVars()
  const handler = serve({
    client: inngest,
    functions: [plain, forbidden, patient, raw, asleep],
    enableUnauthedSync: false,
  })
  server = createServer(handler)
  await new Promise<void>((resolve) => server.listen(Number(new URL(world.appUrl).port), '127.0.0.1', resolve))
  await world.startJobs()
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await world.end()
})

async function rowOf(name: string, status: string, but?: string) {
  let found: Awaited<ReturnType<typeof listRuns>>['data'][number] | undefined
  await world.until(`${name} is ${status}`, async () => {
    found = (await listRuns(scope)).data.find((run) => run.job === name && run.status === status && run.id !== but)
    return found !== undefined
  })
  if (!found) throw new Error('unreachable')
  return found
}

const send = (name: string, data: object = {}) => inngest.send({ name, data: { agencyId, ...data } })

test('a run has one row, which ends done; a job of no agency has none', async () => {
  await send('test/plain')
  await inngest.send({ name: 'test/plain', data: {} })
  const run = await rowOf('plain', 'done')
  expect(run).toMatchObject({ event: 'test/plain', attempt: 1, error: null, agencyId, data: { agencyId } })
  expect(run.finishedAt).not.toBeNull()
  await world.until(
    'both have run',
    async () => (await world.runs('completed')).filter((r) => r.fn === 'paceline-plain').length === 2,
  )
  expect((await listRuns(scope)).data.filter((r) => r.job === 'plain')).toHaveLength(1)
})

test('an error that may never be retried ends the run at once, with its sentence, and a person may retry it once', async () => {
  await send('test/forbidden')
  const run = await rowOf('forbidden', 'failed')
  expect(run).toMatchObject({ attempt: 1, error: 'The cap is lower than what is spent. Raise it first.' })
  expect(calls.filter((c) => c.name === 'forbidden')).toHaveLength(1)
  await expect(retryJob(jobScope(newId(), 'foreign'), run.id)).rejects.toMatchObject({ code: 'not_found' })
  isFixed = true
  await retryJob(scope, run.id)
  await expect(retryJob(scope, run.id)).rejects.toMatchObject({ code: 'conflict' })
  const second = await rowOf('forbidden', 'done', run.id)
  expect(second.data).toEqual(run.data)
  expect(await getRun(scope, run.id)).toMatchObject({ status: 'failed', retriedBy: 'test' })
})

test('an error that names a time waits that long, and the run is waiting meanwhile', async () => {
  await send('test/patient')
  expect(await rowOf('patient', 'waiting')).toMatchObject({ error: 'The platform asks to wait.' })
  expect(await rowOf('patient', 'done')).toMatchObject({ attempt: 2, error: null })
  const [first, second] = calls.filter((c) => c.name === 'patient')
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1450)
})

test('what was not expected is shown as nothing', async () => {
  await send('test/raw')
  const run = await rowOf('raw', 'failed')
  expect(run.error).toBe('Something went wrong on our side. See how things stand, then try again.')
})

test('a run that sleeps is waiting, and then done', async () => {
  await send('test/asleep')
  await rowOf('asleep', 'waiting')
  expect(await rowOf('asleep', 'done')).toMatchObject({ error: null })
})

test('runs are counted and listed for their own agency alone', async () => {
  expect(await countRuns(scope)).toMatchObject({ failed: 2, running: 0 })
  expect((await listRuns(scope, { status: 'failed' })).data).toHaveLength(2)
  expect((await listRuns(jobScope(newId(), 'foreign'))).data).toHaveLength(0)
})

test('no call that is unsigned or wrongly signed is answered', async () => {
  const wrong = { 'x-inngest-signature': `t=${Math.floor(Date.now() / 1000)}&s=${'0'.repeat(64)}` }
  const all: Record<string, string>[] = [{}, wrong]
  for (const method of ['GET', 'PUT', 'POST'])
    for (const headers of all) {
      const body = method === 'GET' ? null : '{"event":{},"ctx":{"run_id":"x"}}'
      const response = await fetch(`${world.appUrl}/api/inngest?fnId=paceline-plain&stepId=step`, {
        method,
        headers,
        body,
      })
      expect(response.status, `${method} ${JSON.stringify(headers)}`).toBe(401)
      expect(await response.text()).not.toContain('plain')
    }
})

test('sending while no server answers is an error of ours', async () => {
  setEnvironment({ INNGEST_BASE_URL: 'http://127.0.0.1:4699' })
  await expect(send('test/plain')).rejects.toMatchObject({ code: 'unavailable' })
  setEnvironment({ INNGEST_BASE_URL: world.jobsUrl })
})
