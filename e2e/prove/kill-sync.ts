import type { Stack } from '@/lib/cli/stack'
import { dateOf, dayOf } from '@/lib/core/day'
import { random } from '@/lib/core/random'
import { dayIn } from '@/lib/core/zone'
import { requestSync } from '@/lib/integration/request.server'
import { planFault } from '@/lib/sandbox/fault.server'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { readyLaunch, type ReadyLaunch } from './ready-launch'
import { kill, type KillRow, waitFor } from './wait'

/*
 * Kills a server while figures are pulled. Two agencies have the same login at the platforms: one is synced in peace,
 * the other is interrupted. Both must end with the same facts, each once.
 */

const POINTS = [
  { name: 'Meta report', platform: 'meta', match: '/insights' },
  { name: 'Google report', platform: 'google', match: 'googleAds:search' },
] as const

const finished = (launch: ReadyLaunch, platform: 'google' | 'meta') => async () => {
  const run = await unsafeDb().syncRun.findFirst({
    where: { agencyId: launch.agencyId, status: 'done', adAccountId: await accountOf(launch, platform) },
  })
  return run ? true : undefined
}

async function accountOf(launch: ReadyLaunch, platform: 'google' | 'meta'): Promise<string> {
  const row = await unsafeDb().adAccount.findFirstOrThrow({
    where: { id: { in: launch.adAccountIds }, platform: `${platform}_ads` },
  })
  return row.id
}

/** Latest facts of the days that are over, by the platform's campaign id; and how often a day has two latest rows. */
async function facts(launch: ReadyLaunch, platform: 'google' | 'meta'): Promise<{ rows: string[]; doubled: number }> {
  const adAccountId = await accountOf(launch, platform)
  const account = await unsafeDb().adAccount.findUniqueOrThrow({ where: { id: adAccountId } })
  const today = dateOf(dayIn(new Date(), account.timezone))
  const days = await unsafeDb().metricDay.findMany({
    where: { agencyId: launch.agencyId, isLatest: true, day: { lt: today }, campaign: { adAccountId } },
    include: { campaign: { include: { platformMap: true } } },
  })
  const rows = days.map(
    (d) =>
      `${d.campaign.platformMap?.externalCampaignId} ${dayOf(d.day)} ${d.spendMicros} ${d.impressions} ${d.clicks}`,
  )
  const keys = days.map((d) => `${d.campaignId} ${dayOf(d.day)}`)
  return { rows: rows.sort(), doubled: keys.length - new Set(keys).size }
}

async function oneKill(
  stack: Stack,
  point: (typeof POINTS)[number],
  victim: 'web' | 'jobs',
  when: 'before' | 'after',
): Promise<KillRow> {
  const began = performance.now()
  const login = `sync-${newId().slice(-8)}@example.test`
  const [calm, disturbed] = [await readyLaunch(login), await readyLaunch(login)]
  await requestSync(calm.scope, await accountOf(calm, point.platform), 'manual')
  await waitFor('the undisturbed pull', 90, finished(calm, point.platform))
  const last = await unsafeDb().sandboxJournal.aggregate({ _max: { seq: true } })
  await planFault({ platform: point.platform, match: point.match, kind: 'latency', details: { ms: 4000, when } })
  await requestSync(disturbed.scope, await accountOf(disturbed, point.platform), 'manual')
  if (when === 'after')
    await waitFor('the report', 60, async () =>
      (await unsafeDb().sandboxJournal.count({
        where: { seq: { gt: last._max.seq ?? 0n }, path: { contains: point.match } },
      })) > 0
        ? true
        : undefined,
    )
  else
    await waitFor(
      'the pull to begin',
      60,
      async () => (await unsafeDb().syncRun.findFirst({ where: { agencyId: disturbed.agencyId } })) ?? undefined,
    )
  await kill(stack, victim)
  await unsafeDb().sandboxFault.deleteMany()
  await stack.restart(victim)
  await waitFor('the end of the pull', 120, finished(disturbed, point.platform))
  const [a, b] = [await facts(calm, point.platform), await facts(disturbed, point.platform)]
  const differ = a.rows.filter((row, i) => row !== b.rows[i]).length + Math.abs(a.rows.length - b.rows.length)
  const ok = a.rows.length > 0 && differ === 0 && b.doubled === 0
  return {
    point: `${point.name}, ${when}`,
    victim,
    ok,
    says: ok
      ? `${b.rows.length} days, as undisturbed`
      : `${differ} rows differ, ${b.doubled} doubled, of ${a.rows.length}`,
    seconds: (performance.now() - began) / 1000,
  }
}

/** `count` kills during pulls, at reports of both platforms, before and after the platform has answered. */
export async function proveSyncKills(
  stack: Stack,
  count: number,
  seed: string,
  say: (row: KillRow) => void,
): Promise<KillRow[]> {
  const draw = random(`sync ${seed}`)
  const rows: KillRow[] = []
  for (let i = 0; i < count; i++) {
    const point = POINTS[(i + draw.int(2)) % POINTS.length] ?? POINTS[0]
    const row = await oneKill(stack, point, draw.next() < 0.5 ? 'web' : 'jobs', draw.next() < 0.5 ? 'before' : 'after')
    say(row)
    rows.push(row)
  }
  return rows
}
