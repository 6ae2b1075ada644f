import { withoutMarker } from '@/lib/ad/marker'
import type { PlannedWrite } from '@/lib/connectors/define'

/** The part of a write that decides what may happen next. */
export type WriteState = 'pending' | 'sending' | 'unknown' | 'done' | 'failed' | 'left_out'
export type Progress = { write: PlannedWrite; state: WriteState; platform: string; accountName: string }

const over = (state: WriteState): boolean => state === 'done' || state === 'failed' || state === 'left_out'

/** Writes that may be sent now: not yet over, and all that they depend on is done. */
export function ready(all: readonly Progress[]): Progress[] {
  const states = new Map(all.map((p) => [p.write.key, p.state]))
  return all.filter((p) => !over(p.state) && p.write.dependsOn.every((key) => satisfied(p, states.get(key))))
}

/** What was left out on purpose does not hold back a switch; it does hold back what would be built on it. */
const satisfied = (p: Progress, state: WriteState | undefined): boolean =>
  state === 'done' || (state === 'left_out' && p.write.phase === 'activate')

/** Keys of the writes that cannot go on without this one: left out together with it. */
export function builtOn(all: readonly Progress[], key: string): string[] {
  const found = new Set([key])
  const entities = new Set(all.find((p) => p.write.key === key)?.write.entities.map((e) => e.key) ?? [])
  for (let grown = true; grown;) {
    grown = false
    for (const { write } of all) {
      if (found.has(write.key)) continue
      const isChild = write.phase === 'create' && write.dependsOn.some((d) => found.has(d))
      const isItsSwitch =
        write.phase === 'activate' && write.entities.length > 0 && write.entities.every((e) => entities.has(e.key))
      if (!isChild && !isItsSwitch) continue
      found.add(write.key)
      if (isChild) for (const e of write.entities) entities.add(e.key)
      grown = true
    }
  }
  found.delete(key)
  return [...found]
}

export type Outcome = 'running' | 'done' | 'partly' | 'failed'

/** Where a launch stands: still running while something can be sent, else what came of it. */
export function outcome(all: readonly Progress[]): Outcome {
  if (all.length === 0) return 'failed'
  if (ready(all).length > 0) return 'running'
  if (all.every((p) => p.state === 'done' || p.state === 'left_out'))
    return all.some((p) => p.state === 'done') ? 'done' : 'failed'
  return all.some((p) => p.state === 'done') ? 'partly' : 'failed'
}

export type PlatformOutcome = {
  platform: string
  name: string
  state: 'live' | 'off' | 'in_progress'
  failed: string[]
}

/** A platform is live once its campaign is switched on: the last write of its chain. */
export function byPlatform(all: readonly Progress[], nameOf: (platform: string) => string): PlatformOutcome[] {
  return [...new Set(all.map((p) => p.platform))].map((platform) => {
    const own = all.filter((p) => p.platform === platform)
    const switches = own.filter(
      (p) => p.write.phase === 'activate' && p.write.entities.some((e) => e.kind === 'campaign'),
    )
    const failed = own
      .filter((p) => p.state === 'failed')
      .map((p) => `${p.write.label.toLowerCase()} ${withoutMarker(p.write.name)}`)
    const isLive = switches.length > 0 && switches.every((p) => p.state === 'done')
    const isRunning = ready(own).length > 0
    return { platform, name: nameOf(platform), state: isLive ? 'live' : isRunning ? 'in_progress' : 'off', failed }
  })
}

/** "Google is live. Meta is off and spends nothing until ad 3 is fixed or left out." */
export function sentence(all: readonly Progress[], nameOf: (platform: string) => string): string {
  return byPlatform(all, nameOf)
    .map(({ name, state, failed }) => {
      if (state === 'live') return `${name} is live.`
      if (state === 'in_progress') return `${name} is being launched.`
      const [first, ...more] = failed
      const what = first
        ? `until ${first}${more.length > 0 ? ` and ${more.length} more are` : ' is'} fixed or left out`
        : 'as nothing was switched on'
      return `${name} is off and spends nothing ${what}.`
    })
    .join(' ')
}
