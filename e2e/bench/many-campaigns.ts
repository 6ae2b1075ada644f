import pg from 'pg'
import { addDays, type Day } from '@/lib/core/day'
import { dayIn, startOfDay } from '@/lib/core/zone'
import { adAccount, client, integration } from '@/prisma/seed/factories'

/*
 * Clients with thousands of campaigns, made by the database itself. Figures follow from the row's number and day, so
 * that every run reads the same data; nothing is random.
 */

const ZONE = 'Europe/Oslo'
export const DAYS = 90
export const HOUR_DAYS = 7

type Own = {
  agencyId: string
  clientId: string
  brandId: string
  skuId: string
  adAccountId: string
  platform: 'google_ads' | 'meta_ads'
}

/** Campaigns 1 to `count` of one account, each with a budget, a unit and an ad; their ids at the platform follow `firstId`. */
export async function insertCampaigns(db: pg.Client, own: Own, count: number, firstId: bigint): Promise<void> {
  const { agencyId, clientId, brandId, skuId, adAccountId, platform } = own
  await db.query(
    `insert into campaign (id, "agencyId", "clientId", "brandId", "skuId", "adAccountId", platform, name, objective, status, origin, "adoptedAt", "desiredOn", "platformStatus", "updatedAt")
     select uuidv7(), $1, $2, $3, $4, $5, $6::"Platform", (array['Lamp', 'Chair', 'Sofa', 'Desk', 'Rug'])[1 + n % 5] || ' '
       || (array['brand', 'generic', 'retargeting', 'season sale'])[1 + n % 4] || ' ' || lpad(n::text, 5, '0'), 'sales',
       (case when n % 7 = 0 then 'paused' else 'live' end)::"CampaignStatus", 'imported', now(), n % 7 <> 0, case when n % 7 = 0 then 'PAUSED' else 'ACTIVE' end, now()
     from generate_series(1, $7::int) n`,
    [agencyId, clientId, brandId, skuId, adAccountId, platform, count],
  )
  await db.query(
    `insert into campaign_platform_map (id, "agencyId", "clientId", "campaignId", platform, "adAccountId", "externalCampaignId")
     select uuidv7(), c."agencyId", c."clientId", c.id, c.platform, c."adAccountId", ($2::bigint + right(c.name, 5)::int)::text from campaign c where c."adAccountId" = $1 and c.name ~ ' [0-9]{5}$'`,
    [adAccountId, firstId],
  )
  await db.query(
    `insert into campaign_budget (id, "agencyId", "clientId", "campaignId", type, "amountMicros", currency, "updatedAt")
     select uuidv7(), c."agencyId", c."clientId", c.id, 'daily', (20 + right(c.name, 5)::int % 200) * 1000000::bigint, 'EUR', now() from campaign c where c."adAccountId" = $1 and c.name ~ ' [0-9]{5}$'`,
    [adAccountId],
  )
  await db.query(
    `with unit as (
       insert into campaign_unit (id, "agencyId", "clientId", "campaignId", name, status, "externalId")
       select uuidv7(), c."agencyId", c."clientId", c.id, 'All', 'live', uuidv7()::text from campaign c where c."adAccountId" = $1 and c.name ~ ' [0-9]{5}$'
       returning id, "agencyId", "clientId", "campaignId")
     insert into creative (id, "agencyId", "clientId", "campaignId", "unitId", name, headline, status, "externalId")
     select uuidv7(), "agencyId", "clientId", "campaignId", id, 'Ad', 'Headline', 'live', uuidv7()::text from unit`,
    [adAccountId],
  )
}

/** Spend, impressions, clicks, conversions and value of campaign number `n` on the `d`-th day (or hour) of the run. */
const FIGURES = `(20000 + (n * 7919 + d * 104729) % 90000) * $3::bigint, 300 + (n * 31 + d * 17) % 4000, 5 + (n * 13 + d * 7) % 120,
  (n + d) % 9, ((n + d) % 9) * 41000000::bigint * $3::bigint / 1000`

async function facts(db: pg.Client, adAccountId: string, today: Day): Promise<void> {
  const common = `"agencyId", "clientId", "campaignId", revision, "isLatest", currency, "asOf", "spendMicros", impressions, clicks, conversions, "valueMicros"`
  const from = `select c."agencyId", c."clientId", c.id, 1, true, 'EUR', now(), ${FIGURES}`
  const numbered = `(select *, right(name, 5)::int as n from campaign where "adAccountId" = $1) c`
  await db.query(
    `insert into integration_metrics (${common}, day) ${from}, $2::date - d from ${numbered}, generate_series(0, ${DAYS - 1}) d`,
    [adAccountId, today, 1000],
  )
  await db.query(
    `insert into metric_hour (${common}, at) ${from}, $2::timestamptz - make_interval(hours => d) from ${numbered}, generate_series(0, ${HOUR_DAYS * 24 - 1}) d`,
    [adAccountId, startOfDay(addDays(today, 1), ZONE), 42],
  )
  await db.query(
    `insert into account_day ("agencyId", "clientId", "adAccountId", day, currency, "spendMicros", impressions, clicks, conversions, "valueMicros")
     select m."agencyId", m."clientId", c."adAccountId", m.day, m.currency, sum(m."spendMicros"), sum(m.impressions), sum(m.clicks), sum(m.conversions), sum(m."valueMicros")
     from integration_metrics m join campaign c on c.id = m."campaignId" where c."adAccountId" = $1 group by 1, 2, 3, 4, 5`,
    [adAccountId],
  )
}

/**
 * A client with `count` campaigns on two platforms, each with daily figures for 90 days and hourly ones for 7.
 * @returns the client and how many rows of facts it has
 */
export async function manyCampaigns(
  ownerUrl: string,
  agencyId: string,
  slug: string,
  count: number,
): Promise<{ id: string; slug: string; today: Day; facts: number }> {
  const own = await client(agencyId, slug, {
    name: slug,
    timezone: ZONE,
    monthlyBudgetMicros: 900_000_000_000n,
    goalMetric: 'roas',
    goalValue: 3,
  })
  const today = dayIn(new Date(), ZONE)
  const db = new pg.Client({ connectionString: ownerUrl })
  await db.connect()
  try {
    for (const platform of ['google_ads', 'meta_ads'] as const) {
      const login = await integration(agencyId, platform)
      const account = await adAccount({ agencyId, clientId: own.id, integrationId: login.id, platform })
      const at = { agencyId, clientId: own.id, brandId: own.brand.id, skuId: own.sku.id, adAccountId: account.id }
      await insertCampaigns(db, { ...at, platform }, count / 2, 120_310_000_000_000_000n)
      await facts(db, account.id, today)
      await db.query('update ad_account set "dataUntil" = now(), "lastSyncedAt" = now() where id = $1', [account.id])
    }
    await db.query('vacuum analyze')
  } finally {
    await db.end()
  }
  return { id: own.id, slug: own.slug, today, facts: count * (DAYS + HOUR_DAYS * 24) }
}
