import { type HoldFact, wantedOf } from './hold'

type Status = 'draft' | 'live' | 'paused' | 'completed' | 'error'
type Ad = { id: string; status: Status }
type Unit = Ad & { creatives: readonly Ad[] }

export type Cascade = {
  /** What changes: ids with the status that they get. */
  units: { id: string; status: 'live' | 'paused' }[]
  ads: { id: string; status: 'live' | 'paused' }[]
  /** Switched on themselves, but off with their campaign or unit: they come back with it. */
  asleep: string[]
}

const switchable = (status: Status): boolean => status === 'live' || status === 'paused'

/**
 * The state of units and ads under that of their campaign. A switch of its own stays as it is; what is off only
 * because its parent is off is remembered as asleep, so that resuming brings back those and no others.
 */
export function cascade(
  isOn: boolean,
  units: readonly Unit[],
  holds: readonly HoldFact[],
  campaignId: string,
  asleep: readonly string[],
): Cascade {
  const slept = new Set(asleep)
  const result: Cascade = { units: [], ads: [], asleep: [] }
  const own = (kind: 'unit' | 'ad', { id, status }: Ad) =>
    wantedOf({ kind, id }, holds, campaignId) ?? (status === 'live' || slept.has(id))
  const put = (into: Cascade['units'], one: Ad, ownOn: boolean, parentOn: boolean) => {
    if (!switchable(one.status)) return
    const status = ownOn && parentOn ? 'live' : 'paused'
    if (ownOn && !parentOn) result.asleep.push(one.id)
    if (status !== one.status) into.push({ id: one.id, status })
  }
  for (const unit of units) {
    const unitOn = own('unit', unit)
    put(result.units, unit, unitOn, isOn)
    for (const ad of unit.creatives) put(result.ads, ad, own('ad', ad), isOn && unitOn)
  }
  return result
}
