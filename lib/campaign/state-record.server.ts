import 'server-only'
import { within, type Scope } from '@/lib/access/scope'
import type { ConnectorError } from '@/lib/connectors/define'
import { platformName } from '@/lib/integration/schema'
import { db, type Transaction } from '@/lib/server/prisma'
import { type Cascade, cascade } from './cascade'
import type { Loaded, Result } from './state.server'
import type { Switch } from './state-write.server'

export const STATE_ACTIONS = ['pause', 'resume'] as const
export const actionOf = (isOn: boolean): (typeof STATE_ACTIONS)[number] => (isOn ? 'resume' : 'pause')

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

type Log = { status: string; actorName: string; target: string; asleep: string[] | null }

/** The newest state entries of a campaign, newest first. */
async function stateLogs(tx: Transaction, scope: Scope, campaignId: string): Promise<Log[]> {
  const rows = await tx.campaignExecutionLog.findMany({
    where: { AND: [within(scope), { campaignId, action: { in: [...STATE_ACTIONS] } }] },
    orderBy: { createdAt: 'desc' },
    select: { status: true, actorName: true, details: true },
    take: 100,
  })
  return rows.map(({ status, actorName, details }) => ({
    status,
    actorName,
    target: isRecord(details) && typeof details['target'] === 'string' ? details['target'] : '',
    asleep: isRecord(details) && Array.isArray(details['asleep']) ? texts(details['asleep']) : null,
  }))
}

/** Who asked for a thing's state and has had no answer yet. */
function askedBy(logs: readonly Log[], target: string): string | undefined {
  const newest = logs.find((log) => log.target === target)
  return newest?.status === 'requested' ? newest.actorName : undefined
}

async function writeStatuses(tx: Transaction, scope: Scope, { units, ads }: Cascade): Promise<void> {
  for (const status of ['live', 'paused'] as const) {
    const ids = (list: Cascade['units']) => list.filter((one) => one.status === status).map(({ id }) => id)
    await tx.campaignUnit.updateMany({ where: { AND: [within(scope), { id: { in: ids(units) } }] }, data: { status } })
    await tx.creative.updateMany({ where: { AND: [within(scope), { id: { in: ids(ads) } }] }, data: { status } })
  }
}

async function writeWords(
  tx: Transaction,
  scope: Scope,
  { wish, switched: { platformStatus } }: Result,
): Promise<void> {
  const where = { AND: [within(scope), { id: wish.id }] }
  if (wish.kind === 'campaign') await tx.campaign.updateMany({ where, data: { platformStatus } })
  else if (wish.kind === 'unit') await tx.campaignUnit.updateMany({ where, data: { platformStatus } })
  else await tx.creative.updateMany({ where, data: { platformStatus } })
}

const thing = ({ kind, name }: Pick<Switch, 'kind' | 'name'>): string =>
  kind === 'campaign' ? `"${name}"` : `${kind} "${name}"`

function sentence({ wish, switched }: Result, platform: string): string {
  const name = platformName(platform)
  if (!switched.changed) return `${name} already has ${thing(wish)} ${wish.isOn ? 'on' : 'off'}; nothing was sent.`
  return `${wish.isOn ? 'Resumed' : 'Paused'} ${thing(wish)} at ${name} and read it back: ${switched.platformStatus}.`
}

const idsOf = ({ units, ads }: Cascade): string[] => [...units, ...ads].map(({ id }) => id)

/** What gets a line: what changed, and what somebody waits for. A change below the campaign alone is told as its own. */
function toldOf(
  results: readonly Result[],
  logs: readonly Log[],
  changed: ReadonlySet<string>,
  own: Result | undefined,
): Result[] {
  const told = results.filter(
    ({ wish, switched }) => switched.changed || changed.has(wish.id) || askedBy(logs, wish.id) !== undefined,
  )
  return told.length === 0 && own && changed.size > 0 ? [own] : told
}

/**
 * Keeps what the platform now has: statuses with their cascade, and a line of log for each thing that changed or
 * that somebody waits for. `isWhole` false: a later switch failed, so the cascade waits for the run that completes.
 */
export async function recordSuccess(
  scope: Scope,
  campaign: Loaded,
  results: readonly Result[],
  at: Date,
  isWhole = false,
): Promise<void> {
  await db(scope).$transaction(async (tx) => {
    const logs = await stateLogs(tx, scope, campaign.id)
    const before = campaign.status
    const own = results.find(({ wish }) => wish.kind === 'campaign')
    const isOn = own ? own.wish.isOn : before === 'live'
    const status = isOn ? ('live' as const) : ('paused' as const)
    const moves = own !== undefined && before !== status && before !== 'completed'
    if (moves) await tx.campaign.updateMany({ where: { AND: [within(scope), { id: campaign.id }] }, data: { status } })
    for (const result of results) await writeWords(tx, scope, result)
    const effect = cascade(
      isOn,
      campaign.units,
      campaign.holds,
      campaign.id,
      logs.find(({ asleep }) => asleep)?.asleep ?? [],
    )
    if (isWhole) await writeStatuses(tx, scope, effect)
    const told = toldOf(results, logs, new Set([...(moves ? [campaign.id] : []), ...idsOf(effect)]), own)
    await tx.campaignExecutionLog.createMany({
      data: told.map((result, i) => ({
        agencyId: campaign.agencyId,
        clientId: campaign.clientId,
        campaignId: campaign.id,
        action: actionOf(result.wish.isOn),
        status: 'success',
        message: sentence(result, campaign.platform),
        actorName: askedBy(logs, result.wish.id) ?? actorOf(scope, campaign, result.wish),
        details: {
          target: result.wish.id,
          kind: result.wish.kind,
          platformStatus: result.switched.platformStatus,
          sent: result.switched.changed,
          readAt: at.toISOString(),
          ...(isWhole && i === 0 ? { asleep: effect.asleep } : {}),
        },
      })),
    })
  })
}

/** A hold's own actor, as a budget guard; else whoever runs this. */
function actorOf(scope: Scope, campaign: Loaded, wish: Switch): string {
  const [newest] = campaign.holds
    .filter((hold) => hold.unitId === null && hold.releasedAt === null && wish.kind === 'campaign')
    .toReversed()
  return newest?.setBy ?? scope.actor.name
}

/** The platform's words, where it refused or gave no answer. What we want stays wanted. */
export async function recordFailure(
  scope: Scope,
  campaign: Loaded,
  wish: Switch,
  error: ConnectorError,
): Promise<void> {
  const verb = wish.isOn ? 'resumed' : 'paused'
  const words = error.platform?.message
  await db(scope).$transaction(async (tx) => {
    const logs = await stateLogs(tx, scope, campaign.id)
    await tx.campaignExecutionLog.create({
      data: {
        agencyId: campaign.agencyId,
        clientId: campaign.clientId,
        campaignId: campaign.id,
        action: actionOf(wish.isOn),
        status: 'error',
        message: `${thing(wish)} could not be ${verb} at ${platformName(campaign.platform)}. ${words ? `It says: ${words}` : error.message}`,
        actorName: askedBy(logs, wish.id) ?? actorOf(scope, campaign, wish),
        details: {
          target: wish.id,
          kind: wish.kind,
          fault: error.fault,
          ours: error.message,
          platform: error.platform ?? null,
        },
      },
    })
  })
}
