import pg from 'pg'
import type { Stack } from '@/lib/cli/stack'
import { addDays } from '@/lib/core/day'
import { hashPassword } from '@/lib/member/password.server'
import { newId } from '@/lib/server/id'
import { agency, person } from '@/prisma/seed/factories'
import { type Client, read, signIn, timesOf } from './http'
import { DAYS, manyCampaigns } from './many-campaigns'
import { type BenchRow, percentile } from './row'

const PASSWORD = 'a long enough password'

export type Crowd = { agency: string; client: string; count: number; http: Client; today: string; firstDay: string }

/** An agency whose client has `count` campaigns beside one of a tenth of that, and somebody who is signed in there. */
export async function crowd(stack: Stack & { databaseUrl: string }, count: number): Promise<Crowd> {
  const mark = newId().slice(-8)
  const home = await agency(`bench-${mark}`, { name: 'Bench' })
  const email = `owner-${mark}@example.test`
  await person(home.id, { role: 'owner', email, passwordHash: await hashPassword(PASSWORD) })
  await manyCampaigns(stack.databaseUrl, home.id, 'neighbour', Math.max(2, Math.round(count / 20) * 2))
  const { slug, today } = await manyCampaigns(stack.databaseUrl, home.id, 'many', count)
  const http = await signIn(stack.origin, email, PASSWORD)
  return { agency: home.slug, client: slug, count, http, today, firstDay: addDays(today, 1 - DAYS) }
}

/** Milliseconds of `select 1` over a connection that is open. */
async function roundTrip(url: string, rounds: number): Promise<number> {
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const began = performance.now()
    await db.query('select 1')
    times.push(performance.now() - began)
  }
  await db.end()
  return percentile(times, 0.5)
}

const PAGE_TARGET = { most: 500 }

function addresses({ agency: slug, client, today, firstDay }: Crowd) {
  const month = `${today.slice(0, 7)}-01`
  const api = (first: string, more: Record<string, string> = {}) =>
    `/api/clients/${client}/campaigns?${new URLSearchParams({ agency: slug, first, last: today, limit: '200', ...more }).toString()}`
  return {
    empty: `/${slug}/settings/me`,
    overview: `/${slug}/${client}/overview`,
    overview90: `/${slug}/${client}/overview?from=${firstDay}&to=${today}`,
    table: api(month),
    table90: api(firstDay),
    roas: api(month, { sort: 'roas' }),
    filtered: api(month, { platform: 'meta_ads', minSpend: '2000' }),
    second: api(month, { cursor: '200' }),
    search: api(month, { q: 'lamp season' }),
  }
}

const NAMES: Record<Exclude<keyof ReturnType<typeof addresses>, 'empty'>, string> = {
  overview: 'overview page, this month',
  overview90: 'overview page, 90 days',
  table: 'campaign table, this month',
  table90: 'campaign table, 90 days',
  roas: 'campaign table, by ROAS',
  filtered: 'campaign table, filtered',
  second: 'campaign table, second page',
  search: 'campaign table, search',
}

/** Server time of a large client's page and table: p95 to the last byte over loopback. */
export async function benchPage(databaseUrl: string, of: Crowd, rounds: number): Promise<BenchRow[]> {
  const paths = addresses(of)
  const { text } = await read(of.http, paths.table)
  if (!text.includes(`"count":${of.count}`))
    throw new Error(`The table does not have ${of.count} campaigns: ${text.slice(0, 200)}`)
  const times = await timesOf(of.http, paths, rounds)
  const keys = ['overview', 'overview90', 'table', 'table90', 'roas', 'filtered', 'second', 'search'] as const
  const many = of.count.toLocaleString('en-GB')
  return [
    { what: '`select 1`, one round trip', value: await roundTrip(databaseUrl, 200), unit: 'ms p50' },
    { what: 'a signed-in page without figures', value: times.empty.p95, unit: 'ms p95' },
    ...keys.flatMap((key): BenchRow[] => [
      {
        what: `${many} campaigns: ${NAMES[key]}`,
        value: times[key].p95,
        unit: 'ms p95',
        target: PAGE_TARGET,
        baseline: { what: 'the empty page', value: times.empty.p95 },
      },
    ]),
  ]
}
