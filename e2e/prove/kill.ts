import { setTimeout as sleep } from 'node:timers/promises'
import { withoutMarker } from '@/lib/ad/marker'
import type { Stack } from '@/lib/cli/stack'
import { random } from '@/lib/core/random'
import { createLaunch } from '@/lib/launch/create.server'
import { planFault } from '@/lib/sandbox/fault.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { readyLaunch, type ReadyLaunch } from './ready-launch'
import { kill, type KillRow, waitFor } from './wait'

/*
 * Kills the job server or the web server (with the sandbox in it) by SIGKILL while a launch runs, right after a write
 * has been committed at the platform and before its answer or its record, or at a drawn moment; starts it again and
 * lets the launch end. The platforms' own journal must then show what an uninterrupted launch shows.
 */

type Effect = string

/** What the platforms have of a launch: each entity and change once, by kind and name, from their journal and entities. */
async function footprint(launch: ReadyLaunch): Promise<Effect[]> {
  const rows = await unsafeDb().sandboxJournal.findMany({
    where: { OR: accountsOf(launch) },
    orderBy: { seq: 'asc' },
    select: { effects: true, platform: true },
  })
  const entities = await unsafeDb().sandboxEntity.findMany({
    where: { OR: accountsOf(launch) },
    select: { platform: true, kind: true, id: true, name: true },
  })
  const nameOf = new Map(entities.map((e) => [`${e.platform} ${e.kind} ${e.id}`, withoutMarker(e.name)]))
  return rows
    .flatMap(({ effects, platform }) =>
      Array.isArray(effects) ? effects.flatMap((e) => (typeof e === 'string' ? [{ platform, text: e }] : [])) : [],
    )
    .filter(({ text }) => !/token|login/.test(text))
    .map(({ platform, text }) => {
      const [verb = '', kind = '', id = ''] = text.split(' ')
      return `${platform} ${verb} ${kind} ${nameOf.get(`${platform} ${kind} ${id}`) ?? '?'}`
    })
    .sort()
}

const accountsOf = ({ externalIds }: ReadyLaunch) =>
  externalIds.flatMap((id) => [{ accountId: id }, { accountId: id.replace(/^act_/, '') }, { accountId: `act_${id}` }])

/** Kinds of write, as the sandbox sees them; a kill is placed inside each. */
const POINTS = [
  { name: 'Google campaign', platform: 'google', match: 'googleAds:mutate' },
  { name: 'Google switch', platform: 'google', match: 'campaigns:mutate' },
  { name: 'Meta picture', platform: 'meta', match: '/adimages' },
  { name: 'Meta campaign', platform: 'meta', match: '/campaigns' },
  { name: 'Meta ad set', platform: 'meta', match: '/adsets' },
  { name: 'Meta creative', platform: 'meta', match: '/adcreatives' },
  { name: 'Meta ad', platform: 'meta', match: '/ads' },
  { name: 'Meta switch', platform: 'meta', match: 'POST /v' },
] as const

const ended = (launch: ReadyLaunch) => async () => {
  const row = await unsafeDb().launch.findFirst({ where: { buildId: launch.buildId } })
  return row && ['done', 'partly', 'failed'].includes(row.status) ? row.status : undefined
}

/** Holds the answer of the next such write, so that a kill falls between the write and its record. */
async function holdWrite(
  launch: ReadyLaunch,
  point: (typeof POINTS)[number],
): Promise<() => Promise<true | undefined>> {
  const last = await unsafeDb().sandboxJournal.aggregate({ _max: { seq: true } })
  await planFault({
    platform: point.platform,
    match: point.match,
    kind: 'timeout_after_write',
    details: { ms: 20_000 },
  })
  return async () => {
    const rows = await unsafeDb().sandboxJournal.findMany({
      where: { seq: { gt: last._max.seq ?? 0n }, platform: point.platform, method: 'POST', OR: accountsOf(launch) },
    })
    return rows.some(
      (row) => row.path.includes(point.match.replace('POST ', '')) && row.fault === 'timeout_after_write',
    )
      ? true
      : undefined
  }
}

async function oneKill(
  stack: Stack,
  baseline: Effect[],
  point: (typeof POINTS)[number] | null,
  victim: 'web' | 'jobs',
  delayMs: number,
): Promise<KillRow> {
  const began = performance.now()
  const launch = await readyLaunch()
  const before = await footprint(launch)
  const written = point ? await holdWrite(launch, point) : undefined
  await createLaunch(launch.scope, launch)
  if (written) await waitFor(`the write of ${point?.name}`, 60, written)
  else await sleep(delayMs)
  await kill(stack, victim)
  await unsafeDb().sandboxFault.deleteMany()
  await stack.restart(victim)
  const status = await waitFor('the end of the launch', 120, ended(launch))
  const added = difference(await footprint(launch), before)
  const [missing, doubled] = [difference(baseline, added), difference(added, baseline)]
  const ok = status === 'done' && missing.length === 0 && doubled.length === 0
  const says = ok
    ? `${added.length} effects, as uninterrupted`
    : `${status}; missing: ${missing.join(', ') || 'none'}; too many: ${doubled.join(', ') || 'none'}`
  return { point: point?.name ?? `after ${delayMs} ms`, victim, ok, says, seconds: (performance.now() - began) / 1000 }
}

/** a without b, as multisets. */
function difference(a: Effect[], b: Effect[]): Effect[] {
  const left = new Map<string, number>()
  for (const x of b) left.set(x, (left.get(x) ?? 0) + 1)
  return a.filter((x) => {
    const n = left.get(x) ?? 0
    if (n > 0) left.set(x, n - 1)
    return n === 0
  })
}

/** The footprint of a launch that nothing interrupts. */
async function uninterrupted(): Promise<Effect[]> {
  const launch = await readyLaunch()
  const before = await footprint(launch)
  await createLaunch(launch.scope, launch)
  const status = await waitFor('the end of the undisturbed launch', 120, ended(launch))
  if (status !== 'done') throw new Error(`The undisturbed launch ended as ${status}.`)
  return difference(await footprint(launch), before)
}

/** `count` kills; every kind of write is hit before any is hit twice, the rest fall at drawn moments. */
export async function proveKills(
  stack: Stack,
  count: number,
  seed: string,
  say: (row: KillRow) => void,
): Promise<KillRow[]> {
  const draw = random(seed)
  const baseline = await uninterrupted()
  const order = [...POINTS].sort(() => draw.next() - 0.5)
  const rows: KillRow[] = []
  for (let i = 0; i < count; i++) {
    const point = i < order.length || draw.next() < 0.6 ? (order[i % order.length] ?? null) : null
    const row = await oneKill(stack, baseline, point, draw.next() < 0.5 ? 'web' : 'jobs', 50 + draw.int(2500))
    say(row)
    rows.push(row)
  }
  return rows
}
