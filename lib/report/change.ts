import type { Day } from '@/lib/core/day'
import { platformName } from '@/lib/integration/schema'
import type { Period } from './period'

/** One line of "What changed", newest first. Texts are sentences; `day` is that of the client. */
export type Change = {
  id: string
  at: string
  day: Day
  kind: 'launch' | 'state' | 'budget' | 'settings' | 'account' | 'receipt' | 'problem'
  actor: string
  text: string
  note: string | null
  campaignId: string | null
}

export type LogFact = {
  id: string
  at: Date
  day: Day
  action: string
  status: string
  message: string
  actorName: string
  campaignId: string | null
  campaignName: string | null
  platform: string | null
  buildId: string | null
  buildName: string | null
}

export type AuditFact = {
  id: string
  at: Date
  day: Day
  action: string
  actorName: string
  targetId: string | null
  target: string | null
  budgets: { month: string; day: string } | null
}

const GROUP_MS = 10 * 60_000

/** Neighbours that belong together: one launch writes many things, one press may pause many campaigns. */
function grouped(facts: readonly LogFact[]): LogFact[][] {
  const groups: LogFact[][] = []
  const open = new Map<string, LogFact[]>()
  for (const fact of facts) {
    const key =
      fact.action === 'launch'
        ? `launch ${fact.buildId}`
        : `${fact.action} ${fact.status} ${fact.actorName} ${fact.day}`
    const group = open.get(key)
    const last = group?.at(-1)
    const isNear = last !== undefined && Math.abs(last.at.getTime() - fact.at.getTime()) <= GROUP_MS
    if (group && isNear && last.day === fact.day) group.push(fact)
    else {
      const fresh = [fact]
      groups.push(fresh)
      open.set(key, fresh)
    }
  }
  return groups
}

const list = new Intl.ListFormat('en', { type: 'conjunction' })
const platformsOf = (facts: readonly LogFact[]): string =>
  list.format([...new Set(facts.flatMap(({ platform }) => (platform ? [platformName(platform)] : [])))].sort())
const campaignsOf = (facts: readonly LogFact[]): string[] => [
  ...new Set(facts.flatMap(({ campaignName }) => campaignName ?? [])),
]

const named = (facts: readonly LogFact[]): string => {
  const names = campaignsOf(facts)
  const [first] = names
  return names.length === 1 ? `"${first}"` : `${names.length} campaigns`
}

const base = (first: LogFact) => ({
  id: first.id,
  at: first.at.toISOString(),
  day: first.day,
  actor: first.actorName,
  note: null,
})

function launchLine(facts: readonly LogFact[], first: LogFact): Change {
  const count = (status: string) => facts.filter((fact) => fact.status === status).length
  const refused = count('error')
  const made = count('success') + count('warning')
  const at = platformsOf(facts)
  const what = first.buildName ? `"${first.buildName}"` : named(facts)
  const text =
    made > 0
      ? `Launched ${what}${at ? ` at ${at}` : ''}.`
      : `The launch of ${what} was not accepted${at ? ` by ${at}` : ''}.`
  const parts = [made > 0 ? `${made} written and read back` : '', refused > 0 ? `${refused} not accepted` : '']
  const note = parts.filter(Boolean).join(', ')
  return {
    ...base(first),
    kind: refused > 0 ? 'problem' : 'launch',
    text,
    note: note || null,
    campaignId: campaignsOf(facts).length === 1 ? first.campaignId : null,
  }
}

function stateLine(facts: readonly LogFact[], first: LogFact): Change {
  const verb = first.action === 'pause' ? 'Paused' : 'Resumed'
  const isOne = new Set(facts.map(({ campaignId }) => campaignId)).size === 1
  const campaignId = isOne ? first.campaignId : null
  if (first.status === 'error')
    return {
      ...base(first),
      kind: 'problem',
      campaignId,
      text: isOne ? first.message : `${named(facts)} could not be ${verb.toLowerCase()}.`,
      note: null,
    }
  const at = platformsOf(facts)
  if (first.status === 'requested')
    return {
      ...base(first),
      kind: 'state',
      campaignId,
      text: `${verb} ${named(facts)}.`,
      note: `${at || 'The platform'} has not confirmed it yet`,
    }
  return {
    ...base(first),
    kind: 'state',
    campaignId,
    text: `${verb} ${named(facts)}${at ? ` at ${at}` : ''}.`,
    note: null,
  }
}

/** Requests that have been answered since are told by their answer. */
function withoutAnswered(facts: readonly LogFact[]): LogFact[] {
  const answered = new Set<string>()
  return facts.filter((fact) => {
    if (fact.action !== 'pause' && fact.action !== 'resume') return true
    const key = `${fact.campaignId}`
    if (fact.status !== 'requested') answered.add(key)
    return fact.status !== 'requested' || !answered.has(key)
  })
}

/** What happened at the platforms, newest first. `facts` come newest first. */
export function logChanges(facts: readonly LogFact[]): Change[] {
  return grouped(withoutAnswered(facts)).flatMap((group) => {
    const [first] = group
    if (!first) return []
    if (first.action === 'launch') return [launchLine(group, first)]
    if (first.action === 'pause' || first.action === 'resume') return [stateLine(group, first)]
    const text =
      group.length === 1 ? first.message : `${first.message.replace(/[.\s]+$/, '')}, and ${group.length - 1} more.`
    const kind = first.status === 'error' ? ('problem' as const) : ('settings' as const)
    return [{ ...base(first), kind, text, campaignId: group.length === 1 ? first.campaignId : null }]
  })
}

const AUDITED: Record<string, { kind: Change['kind']; says: (target: string) => string }> = {
  'account.assign': { kind: 'account', says: (target) => `Connected the ad account ${target}.` },
  'brand.create': { kind: 'settings', says: (target) => `Added the brand ${target}.` },
  'brand.archive': { kind: 'settings', says: (target) => `Archived the brand ${target}.` },
  'brand.restore': { kind: 'settings', says: (target) => `Restored the brand ${target}.` },
  'brand.change': { kind: 'settings', says: (target) => `Edited the brand ${target}.` },
  'sku.create': { kind: 'settings', says: (target) => `Added the SKU ${target}.` },
  'sku.archive': { kind: 'settings', says: (target) => `Archived the SKU ${target}.` },
  'sku.restore': { kind: 'settings', says: (target) => `Restored the SKU ${target}.` },
  'sku.change': { kind: 'settings', says: (target) => `Edited the SKU ${target}.` },
  'client.change': { kind: 'settings', says: () => "Edited the client's settings." },
  'client.naming': { kind: 'settings', says: () => 'Changed the naming pattern or the tracking parameters.' },
}
export const AUDITED_ACTIONS = Object.keys(AUDITED)

const sameBudgets = (a: AuditFact['budgets'], b: AuditFact['budgets']): boolean =>
  a?.month === b?.month && a?.day === b?.day

/** What was changed in Paceline itself. An edit that moved a budget says so; `facts` come newest first. */
export function auditChanges(facts: readonly AuditFact[]): Change[] {
  return facts.flatMap((fact, i) => {
    const row = AUDITED[fact.action]
    if (!row) return []
    const line = {
      id: fact.id,
      at: fact.at.toISOString(),
      day: fact.day,
      actor: fact.actorName,
      note: null,
      campaignId: null,
    }
    const target = fact.target ? `"${fact.target}"` : ''
    const before = facts.slice(i + 1).find((other) => other.targetId === fact.targetId && other.budgets !== null)
    if (fact.action === 'brand.change' && fact.budgets && before && !sameBudgets(fact.budgets, before.budgets)) {
      const { month, day } = fact.budgets
      const says =
        [month ? `${month} a month` : '', day ? `${day} a day` : ''].filter(Boolean).join(', ') || 'no budget'
      return [{ ...line, kind: 'budget', text: `Set the budget of the brand ${target} to ${says}.` }]
    }
    return [{ ...line, kind: row.kind, text: row.says(target).replace('  ', ' ').replace(' .', '.') }]
  })
}

export const newestFirst = (changes: readonly Change[]): Change[] =>
  changes.toSorted((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id))

const MOST_MARKS = 6

/** Launches and budget changes as thin lines in the chart: one a day, the newest few. */
export function marksOf(changes: readonly Change[], { first, last }: Period): { at: Day; label: string }[] {
  const days = new Map<Day, { launches: number; budgets: number }>()
  for (const { day, kind } of changes) {
    if (day < first || day > last || (kind !== 'launch' && kind !== 'budget')) continue
    const known = days.get(day) ?? { launches: 0, budgets: 0 }
    days.set(day, {
      launches: known.launches + Number(kind === 'launch'),
      budgets: known.budgets + Number(kind === 'budget'),
    })
  }
  return [...days]
    .sort(([a], [b]) => b.localeCompare(a))
    .slice(0, MOST_MARKS)
    .reverse()
    .map(([at, { launches, budgets }]) => {
      const words = [
        launches > 1 ? `${launches} launches` : launches === 1 ? 'Launch' : '',
        budgets > 0 ? 'Budget' : '',
      ]
      return { at, label: words.filter(Boolean).join(', ').replace(', Budget', ', budget') }
    })
}
