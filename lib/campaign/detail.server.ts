import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import { AdDraft, AdFields, AudienceRules } from '@/lib/ad/schema'
import { audienceLine } from '@/lib/ad/summary'
import { requireClient } from '@/lib/advertiser/client-data.server'
import { getAgency } from '@/lib/agency/data.server'
import { notFound } from '@/lib/core/errors'
import { time } from '@/lib/core/format'
import { db } from '@/lib/server/prisma'
import { type CampaignDetail, detailsOf, type HoldView, type LogView, type UnitView } from './detail'
import { endOf, holdsOf, saysOf, standing } from './hold'

const MOST_LOG = 100

const load = (scope: Scope, clientId: string, id: string) =>
  db(scope).campaign.findFirst({
    where: { AND: [within(scope), { clientId, id }] },
    include: {
      adAccount: { select: { name: true, externalId: true, currency: true, timezone: true } },
      sku: { select: { name: true, brand: { select: { name: true } } } },
      build: { select: { id: true, name: true, draft: true } },
      budget: true,
      platformMap: { select: { externalCampaignId: true } },
      holds: { orderBy: { createdAt: 'asc' } },
      units: {
        orderBy: { name: 'asc' },
        include: {
          audience: { select: { name: true, rules: true } },
          creatives: { orderBy: [{ name: 'asc' }, { version: 'desc' }] },
        },
      },
    },
  })

/** Whether a client has a campaign of this id, as far as the scope sees it. */
export const hasCampaign = async (scope: Scope, clientId: string, id: string): Promise<boolean> =>
  (await db(scope).campaign.count({ where: { AND: [within(scope), { clientId, id }] } })) > 0

type Row = NonNullable<Awaited<ReturnType<typeof load>>>
type UnitRow = Row['units'][number]
type Write = (instant: Date) => string

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const fieldsOf = (content: unknown): AdFields | null => {
  const parsed = AdFields.safeParse(isRecord(content) ? content['fields'] : undefined)
  return parsed.success ? parsed.data : null
}

/** The unit's rules: those of its saved audience, else those of the draft that it was made from. */
function audienceOf(unit: UnitRow, draft: AdDraft | undefined): string | null {
  const saved = AudienceRules.safeParse(unit.audience?.rules)
  if (unit.audience && saved.success) return audienceLine(unit.audience.name, saved.data, null)
  const path = unit.creatives
    .map(({ content }) => (isRecord(content) ? content['adId'] : undefined))
    .find((id) => typeof id === 'string')
  const key = typeof path === 'string' ? path.split('/')[1] : undefined
  const made = draft?.units.find((one) => one.key === key)
  return made ? audienceLine('', made.rules, null) : null
}

function unitView(row: Row, unit: UnitRow, draft: AdDraft | undefined): UnitView {
  const isHeld = (kind: 'unit' | 'ad', id: string) => standing(holdsOf(row.holds, { kind, id }, row.id)).length > 0
  const { id, name, status, platformStatus, externalId } = unit
  return {
    id,
    name,
    status,
    platformStatus,
    isHeld: isHeld('unit', id),
    isPlaced: externalId !== null,
    audience: audienceOf(unit, draft),
    ads: unit.creatives.map((ad) => ({
      id: ad.id,
      name: ad.name,
      version: ad.version,
      status: ad.status,
      platformStatus: ad.platformStatus,
      isHeld: isHeld('ad', ad.id),
      isPlaced: ad.externalId !== null,
      headline: ad.headline,
      fields: fieldsOf(ad.content),
    })),
  }
}

function holdViews(row: Row, write: Write): HoldView[] {
  return standing(holdsOf(row.holds, { kind: 'campaign', id: row.id }, row.id)).map((hold) => {
    const { pill, tone } = saysOf(hold.kind)
    const { id, kind, reason, setBy } = hold
    return { id, kind, pill, tone, reason, setBy, ends: endOf(hold, write), since: write(hold.createdAt) }
  })
}

async function logOf(
  scope: Scope,
  campaignId: string,
  write: Write,
): Promise<{ log: LogView[]; problem: string | null }> {
  const rows = await db(scope).campaignExecutionLog.findMany({
    where: { AND: [within(scope), { campaignId }] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_LOG,
  })
  const answers = rows.filter(
    ({ status, action }) => status !== 'requested' && (action === 'pause' || action === 'resume'),
  )
  const [last] = answers
  const log = rows.map(({ id, createdAt, action, status, message, actorName, details }) => ({
    id,
    at: write(createdAt),
    action,
    status,
    message,
    actorName,
    details: detailsOf(details),
  }))
  return { log, problem: last?.status === 'error' ? last.message : null }
}

/** A campaign of a client with its units, ads, holds and log. Throws `not_found`. */
export async function campaignDetail(scope: Scope, clientSlug: string, id: string): Promise<CampaignDetail> {
  const [client, agency] = await Promise.all([requireClient(scope, clientSlug), getAgency(scope)])
  const row = await load(scope, client.id, id)
  if (!row) throw notFound('This campaign')
  const write: Write = (instant) => time(instant, agency.locale, client.timezone, { day: true })
  const { log, problem } = await logOf(scope, id, write)
  const draft = AdDraft.safeParse(row.build?.draft)
  const { name, platform, objective, status, platformStatus, desiredOn, budget } = row
  return {
    id,
    name,
    platform,
    objective,
    status,
    platformStatus,
    desiredOn,
    isImported: row.origin === 'imported',
    isAdopted: row.origin === 'built' || row.adoptedAt !== null,
    account: row.adAccount,
    externalId: row.platformMap?.externalCampaignId ?? null,
    brand: row.sku.brand.name,
    sku: row.sku.name,
    build: row.build ? { id: row.build.id, name: row.build.name } : null,
    budget: budget ? { type: budget.type, micros: Number(budget.amountMicros), level: budget.level } : null,
    starts: row.startsAt ? write(row.startsAt) : null,
    ends: row.endsAt ? write(row.endsAt) : null,
    holds: holdViews(row, write),
    problem,
    units: row.units.map((unit) => unitView(row, unit, draft.success ? draft.data : undefined)),
    log,
  }
}
