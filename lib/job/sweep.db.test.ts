import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { furnished } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { unsafeLostLaunches } from './sweep.server'

beforeAll(useDatabase)

const HOUR = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms)

/** A launch recorded two days ago, with the newest run of its job where there is one. */
async function launch(status: 'queued' | 'running' | 'done', run?: { status: string; silentMs: number }) {
  const { agency, client } = await furnished()
  const own = { agencyId: agency.id, clientId: client.id }
  const sku = await unsafeDb().sku.findFirstOrThrow({ where: own })
  const build = await unsafeDb().build.create({ data: { ...own, skuId: sku.id, name: 'Draft', draft: {} } })
  const data = { buildId: build.id, payloadHash: '', payload: [], startedBy: 'Buyer', createdAt: ago(48 * HOUR) }
  const { id } = await unsafeDb().launch.create({ data: { ...own, ...data, status } })
  if (run) {
    const row = { agencyId: agency.id, job: 'launch-build', event: 'launch/requested', data: { launchId: id } }
    const jobRun = await unsafeDb().jobRun.create({ data: { id: newId(), ...row, status: run.status } })
    await unsafeDb()
      .$executeRaw`update job_run set "updatedAt" = ${ago(run.silentMs)}::timestamptz where id = ${jobRun.id}`
  }
  return id
}

test('finds launches that never began or went silent, and leaves alone what works, waits or has ended', async () => {
  const lost = [
    await launch('queued'),
    await launch('running'),
    await launch('running', { status: 'failed', silentMs: 7 * HOUR }),
    await launch('running', { status: 'waiting', silentMs: 49 * HOUR }),
  ]
  const fine = [
    await launch('running', { status: 'running', silentMs: HOUR }),
    await launch('running', { status: 'waiting', silentMs: 20 * HOUR }),
    await launch('done'),
  ]
  const found = (await unsafeLostLaunches()).map(({ id }) => id)
  expect(lost.filter((id) => !found.includes(id))).toEqual([])
  expect(fine.filter((id) => found.includes(id))).toEqual([])
})
