import pg from 'pg'
import type { Scope } from '@/lib/access/scope'
import { importCampaigns } from '@/lib/campaign/import.server'
import { assignAccount } from '@/lib/integration/accounts.server'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, client, person } from '@/prisma/seed/factories'
import { connectSandbox } from '@/prisma/seed/sandbox-login'
import { insertCampaigns } from './many-campaigns'

/** Ad accounts of the sandbox platforms with thousands of campaigns, copied by the database from one that is there. */

const HOUR_MS = 3_600_000
const FIRST_ID = {
  meta: { campaign: 120_410_000_000_000_000n, adset: 120_420_000_000_000_000n, ad: 120_430_000_000_000_000n },
  google: {
    campaign: 31_000_000_000n,
    campaign_budget: 32_000_000_000n,
    ad_group: 33_000_000_000n,
    ad_group_ad: 34_000_000_000n,
  },
}

export type SandboxCrowd = {
  scope: Scope
  adAccountId: string
  clientId: string
  currency: string
  timezone: string
  platform: 'google' | 'meta'
}
type Row = { kind: string; id: string; name: string; parentId: string | null }

/** A campaign that runs, with what is above and below it. */
async function family(db: pg.Client, platform: string, accountId: string): Promise<Row[]> {
  const found = await db.query<Row>(
    `with c as (
       select e.* from sandbox_entity e where e.platform = $1 and e."accountId" = $2 and e.kind = 'campaign' and e.data->>'status' in ('ACTIVE', 'ENABLED') order by e.id limit 1),
     unit as (select e.* from sandbox_entity e join c on e."parentId" = c.id where e.platform = $1 and e.kind in ('adset', 'ad_group')),
     ad as (select e.* from sandbox_entity e join unit on e."parentId" = unit.id where e.platform = $1 and e.kind in ('ad', 'ad_group_ad') order by e.id limit 1),
     above as (select e.* from sandbox_entity e join c on e.id = c."parentId" where e.platform = $1 and e.kind = 'campaign_budget')
     select kind, id, name, "parentId" from c union all select kind, id, name, "parentId" from unit
       union all select kind, id, name, "parentId" from ad union all select kind, id, name, "parentId" from above`,
    [platform, accountId],
  )
  return found.rows
}

/** The digits that are a thing's own: at Google an ad's id is its ad group's and its own. */
const ownId = (id: string): string => id.split('~').at(-1) ?? id

async function copies(
  db: pg.Client,
  platform: 'google' | 'meta',
  accountId: string,
  count: number,
  began: Date,
): Promise<void> {
  const rows = await family(db, platform, accountId)
  const first: Record<string, bigint> = FIRST_ID[platform]
  const swap = (column: string): string =>
    rows.reduce((sql, { kind, id }) => `replace(${sql}, '${ownId(id)}', (${first[kind] ?? 0n} + n)::text)`, column)
  for (const { kind, id } of rows)
    await db.query(
      `insert into sandbox_entity (platform, kind, id, "accountId", "parentId", name, data, "createdAt", "updatedAt")
       select platform, kind, ${swap('id')}, "accountId", ${swap('"parentId"')}, name || ' ' || lpad(n::text, 5, '0'), ${swap('data::text')}::jsonb, $4, $4
       from sandbox_entity, generate_series(1, $5::int) n where platform = $1 and kind = $2 and id = $3`,
      [platform, kind, id, began, count],
    )
  await db.query(
    `insert into sandbox_change (platform, "accountId", "campaignId", at, "isOn", "dayMicros")
     select $1, $2, (${first['campaign']} + n)::text, $3, true, (40 + n % 160) * 1000000::bigint from generate_series(1, $4::int) n`,
    [platform, accountId, began, count],
  )
}

/**
 * An account with `count` campaigns at a sandbox platform that began `hours` ago, connected, assigned and known here.
 * The newest days alone are due, as at an hourly pull.
 */
export async function sandboxCrowd(
  ownerUrl: string,
  platform: 'google' | 'meta',
  count: number,
  hours: number,
): Promise<SandboxCrowd> {
  const mark = newId().slice(-8)
  const home = await agency(`sync-${platform}-${mark}`)
  const own = await client(home.id)
  const { scope } = await person(home.id, { role: 'owner' })
  await connectSandbox(scope, `${platform}_ads`, `sync-${mark}@example.test`)
  const account = await unsafeDb().adAccount.findFirstOrThrow({ where: { agencyId: home.id, currency: 'EUR' } })
  await assignAccount(scope, { adAccountId: account.id, clientId: own.id })
  await importCampaigns(scope, account.id)
  const now = new Date()
  const db = new pg.Client({ connectionString: ownerUrl })
  await db.connect()
  try {
    const began = new Date(Math.floor(now.getTime() / HOUR_MS - hours) * HOUR_MS)
    await copies(db, platform, account.externalId, count, began)
    const at = {
      agencyId: home.id,
      clientId: own.id,
      brandId: own.brand.id,
      skuId: own.sku.id,
      adAccountId: account.id,
    }
    await insertCampaigns(db, { ...at, platform: `${platform}_ads` }, count, FIRST_ID[platform].campaign)
    await db.query('vacuum analyze')
  } finally {
    await db.end()
  }
  const { timezone, currency } = account
  await unsafeDb().adAccount.update({ where: { id: account.id }, data: { dataUntil: now } })
  await unsafeDb().syncRun.create({
    data: {
      agencyId: home.id,
      clientId: own.id,
      adAccountId: account.id,
      kind: 'hourly:full',
      status: 'done',
      fromDay: now,
      toDay: now,
      startedAt: now,
      finishedAt: now,
    },
  })
  return { scope, adAccountId: account.id, clientId: own.id, currency, timezone, platform }
}
