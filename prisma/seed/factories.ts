import type { Role } from '@/lib/access/permissions'
import { jobScope, tokenScope } from '@/lib/access/scope.server'
import type { Scope } from '@/lib/access/scope'
import { dateOf, type Day } from '@/lib/core/day'
import { seal } from '@/lib/server/crypto'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'

/** Makers of rows for tests, benches and the demo. Each gives what it made; defaults are plain and valid. */

export async function agency(
  slug = `agency-${newId().slice(-8)}`,
  over: Partial<{ name: string; currency: string; locale: string; timezone: string }> = {},
) {
  const row = await unsafeDb().agency.create({
    data: { slug, name: slug, currency: 'EUR', locale: 'en-GB', timezone: 'Europe/Oslo', ...over },
  })
  return { ...row, scope: jobScope(row.id, 'Seed') }
}

type Person = { email?: string; name?: string; role: Role; clientIds?: string[]; passwordHash?: string }

/** A person with a membership, and the scope that they have when signed in. */
export async function person(agencyId: string, { role, clientIds, ...given }: Person) {
  const email = given.email ?? `${role}-${newId().slice(-8)}@example.test`
  const data = { email, name: given.name ?? `The ${role}`, passwordHash: given.passwordHash ?? null }
  const user = await unsafeDb().user.upsert({ where: { email }, create: data, update: data })
  const membership = { role, allClients: clientIds === undefined, clientIds: clientIds ?? [] }
  await unsafeDb().membership.upsert({
    where: { agencyId_userId: { agencyId, userId: user.id } },
    create: { agencyId, userId: user.id, ...membership },
    update: membership,
  })
  return { user, scope: await tokenScope(user.id, agencyId) }
}

type ClientOver = Partial<{
  name: string
  industry: string
  currency: string
  timezone: string
  goalMetric: string
  goalValue: number
  website: string
  monthlyBudgetMicros: bigint
}>

/** A client with its default brand and SKU. */
export async function client(agencyId: string, slug = `client-${newId().slice(-8)}`, over: ClientOver = {}) {
  const { monthlyBudgetMicros, ...rest } = over
  const row = await unsafeDb().client.create({
    data: { agencyId, slug, name: slug, industry: 'Retail', currency: 'EUR', timezone: 'Europe/Oslo', ...rest },
  })
  const own = { agencyId, clientId: row.id }
  const brand = await unsafeDb().brand.create({
    data: {
      ...own,
      name: row.name,
      slug: 'default',
      isDefault: true,
      monthlyBudgetMicros: monthlyBudgetMicros ?? null,
    },
  })
  const sku = await unsafeDb().sku.create({
    data: { ...own, brandId: brand.id, name: 'All products', slug: 'default', isDefault: true },
  })
  return { ...row, brand, sku }
}

export async function integration(agencyId: string, provider = 'meta_ads', token = 'sandbox-token') {
  return unsafeDb().integration.create({
    data: {
      agencyId,
      provider,
      externalUserId: newId(),
      label: 'Test login',
      accessToken: seal(token),
      expiresAt: new Date(Date.now() + 30 * 86_400_000),
    },
  })
}

type AccountOver = Partial<{
  externalId: string
  name: string
  currency: string
  timezone: string
  loginExternalId: string
}>

export async function adAccount(
  own: { agencyId: string; clientId: string | null; integrationId: string; platform?: 'google_ads' | 'meta_ads' },
  over: AccountOver = {},
) {
  const { platform = 'meta_ads', ...rest } = own
  return unsafeDb().adAccount.create({
    data: {
      ...rest,
      platform,
      externalId: newId(),
      name: 'Account',
      currency: 'EUR',
      timezone: 'Europe/Oslo',
      platformStatus: 'ACTIVE',
      assignedAt: new Date(),
      ...over,
    },
  })
}

type Placed = {
  agencyId: string
  clientId: string
  brandId: string
  skuId: string
  adAccountId: string
  platform: 'google_ads' | 'meta_ads'
  currency: string
}

/** A live campaign with a budget, one unit, one ad and its id at the platform. */
export async function campaign(
  { currency, ...own }: Placed,
  over: Partial<{ name: string; amountMicros: bigint; externalId: string }> = {},
) {
  const tenant = { agencyId: own.agencyId, clientId: own.clientId }
  const row = await unsafeDb().campaign.create({
    data: {
      ...own,
      name: over.name ?? 'Campaign',
      objective: 'sales',
      status: 'live',
      desiredOn: true,
      platformStatus: 'ACTIVE',
      adoptedAt: new Date(),
    },
  })
  const child = { ...tenant, campaignId: row.id }
  await unsafeDb().campaignPlatformMap.create({
    data: {
      ...child,
      platform: own.platform,
      adAccountId: own.adAccountId,
      externalCampaignId: over.externalId ?? newId(),
    },
  })
  await unsafeDb().campaignBudget.create({
    data: { ...child, type: 'daily', amountMicros: over.amountMicros ?? 100_000_000n, currency },
  })
  const unit = await unsafeDb().campaignUnit.create({
    data: { ...child, name: 'Unit', status: 'live', externalId: newId() },
  })
  const ad = await unsafeDb().creative.create({
    data: { ...child, unitId: unit.id, name: 'Ad', status: 'live', headline: 'Headline', externalId: newId() },
  })
  return { ...row, unit, ad }
}

type Figures = { spendMicros: bigint; impressions: bigint; clicks: bigint; conversions: number; valueMicros: bigint }

export async function days(
  own: { agencyId: string; clientId: string; campaignId: string; currency: string },
  rows: (Figures & { day: Day })[],
) {
  const asOf = new Date()
  await unsafeDb().metricDay.createMany({
    data: rows.map(({ day, ...figures }) => ({
      ...own,
      ...figures,
      day: dateOf(day),
      revision: 1,
      isLatest: true,
      asOf,
    })),
  })
}

/** An agency with a client, both platforms' accounts and one campaign on each: what most tests begin with. */
export async function furnished(slug?: string): Promise<{
  scope: Scope
  agency: Awaited<ReturnType<typeof agency>>
  client: Awaited<ReturnType<typeof client>>
  campaigns: Awaited<ReturnType<typeof campaign>>[]
}> {
  const made = await agency(slug)
  const owner = await client(made.id)
  const campaigns = []
  for (const platform of ['google_ads', 'meta_ads'] as const) {
    const login = await integration(made.id, platform)
    const account = await adAccount({ agencyId: made.id, clientId: owner.id, integrationId: login.id, platform })
    campaigns.push(
      await campaign(
        {
          agencyId: made.id,
          clientId: owner.id,
          brandId: owner.brand.id,
          skuId: owner.sku.id,
          adAccountId: account.id,
          platform,
          currency: 'EUR',
        },
        { name: `${platform} campaign` },
      ),
    )
  }
  return { scope: made.scope, agency: made, client: owner, campaigns }
}
