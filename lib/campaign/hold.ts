/** A reason why a campaign, a unit or an ad is off. Each actor sets and releases only its own. */
export type HoldFact = {
  id: string
  unitId: string | null
  kind: string
  key: string
  reason: string
  setBy: string
  createdAt: Date
  expiresAt: Date | null
  releasedAt: Date | null
}

export type TargetKind = 'campaign' | 'unit' | 'ad'
export type Target = { kind: TargetKind; id: string }

/** The one manual hold that a thing can have: set by Pause, released by Resume. */
export const manualKey = (id: string): string => `manual:${id}`

/** What a hold of a campaign is on. A manual hold with a unit whose key names another id is that of an ad of the unit. */
export function targetOf(hold: Pick<HoldFact, 'unitId' | 'key' | 'kind'>, campaignId: string): Target {
  if (hold.unitId === null) return { kind: 'campaign', id: campaignId }
  const id = hold.kind === 'manual' ? hold.key.slice('manual:'.length) : hold.unitId
  return id === hold.unitId ? { kind: 'unit', id } : { kind: 'ad', id }
}

const isOn = (target: Target, hold: HoldFact, campaignId: string): boolean => {
  const on = targetOf(hold, campaignId)
  return on.kind === target.kind && on.id === target.id
}

export const holdsOf = (holds: readonly HoldFact[], target: Target, campaignId: string): HoldFact[] =>
  holds.filter((hold) => isOn(target, hold, campaignId))

export const standing = (holds: readonly HoldFact[]): HoldFact[] => holds.filter((hold) => hold.releasedAt === null)

/** Effective state of a campaign: wanted on, and nothing that holds it. */
export const isEffectivelyOn = (desiredOn: boolean, holds: readonly HoldFact[], campaignId: string): boolean =>
  desiredOn && standing(holdsOf(holds, { kind: 'campaign', id: campaignId }, campaignId)).length === 0

/**
 * What a unit or ad should be: off while held, on once its holds are released, and left as it is
 * (undefined) where nobody ever held it: it may have been off at the platform before.
 */
export function wantedOf(target: Target, holds: readonly HoldFact[], campaignId: string): boolean | undefined {
  const own = holdsOf(holds, target, campaignId)
  return own.length === 0 ? undefined : standing(own).length === 0
}

type Says = { pill: string; tone: 'neutral' | 'info' | 'warn' | 'bad'; ends: string }

const SAYS: Record<string, Says> = {
  manual: { pill: 'Paused by hand', tone: 'neutral', ends: 'until somebody resumes it' },
  approval: { pill: 'Waits for approval', tone: 'info', ends: 'until it is approved' },
  daypart: { pill: 'Off by schedule', tone: 'neutral', ends: 'until its next hours begin' },
  budget_day: { pill: 'Paused: day cap', tone: 'warn', ends: 'until the next day begins, or at once if the cap rises' },
  budget_month: {
    pill: 'Paused: month cap',
    tone: 'warn',
    ends: 'until the next month begins, or at once if the cap rises',
  },
  flight: { pill: 'Outside its dates', tone: 'neutral', ends: 'until its dates begin' },
  optimiser_park: { pill: 'Parked by the optimiser', tone: 'info', ends: 'until the optimiser takes it up again' },
  platform_issue: { pill: 'Platform issue', tone: 'bad', ends: 'until the platform lets it run' },
  kill_switch: { pill: 'Stopped for all', tone: 'bad', ends: 'until an owner switches the agency on again' },
}

const UNKNOWN: Says = { pill: 'On hold', tone: 'neutral', ends: 'until its reason is gone' }

export const saysOf = (kind: string): Says => SAYS[kind] ?? UNKNOWN

/** `Sat 00:00` where the end is known, else what ends the hold. `at` writes an instant in the client's zone. */
export const endOf = (hold: Pick<HoldFact, 'kind' | 'expiresAt'>, at: (instant: Date) => string): string =>
  hold.expiresAt ? `until ${at(hold.expiresAt)}` : saysOf(hold.kind).ends
