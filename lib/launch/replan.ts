import { withoutMarker } from '@/lib/ad/marker'
import type { PlannedWrite } from '@/lib/connectors/define'
import type { WriteState } from './progress'

/** A write that an earlier launch of the draft has recorded. `isUncertain`: it failed without an answer. */
export type Recorded = { id: string; state: WriteState; isUncertain: boolean; write: PlannedWrite }

export type Replan = {
  /** Not recorded yet. */
  add: PlannedWrite[]
  /** Recorded and not sent with success: the new request takes its place. */
  replace: { id: string; write: PlannedWrite }[]
  /** Failed and unchanged: tried again as it is. */
  reopen: { id: string; write: PlannedWrite }[]
  /** Recorded, not at the platform, and no longer wanted. */
  drop: string[]
  /** Sentences that say why this cannot be launched as it stands. */
  refusals: string[]
  /** Keys of ads whose content is at the platform, has changed since, and is not used by an ad yet: they need new content. */
  renew: string[]
}

const nameOf = (write: PlannedWrite): string => `${write.label} "${withoutMarker(write.name)}"`
const isAtStake = (write: PlannedWrite): boolean =>
  write.phase === 'create' && write.entities.some(({ kind }) => kind === 'campaign' || kind === 'unit' || kind === 'ad')

type Same = (a: unknown, b: unknown) => boolean

/** What launching a draft again has to do, given what earlier launches did. Pure; `same` compares JSON values. */
export function replan(
  recorded: readonly Recorded[],
  planned: readonly PlannedWrite[],
  platform: string,
  same: Same,
): Replan {
  const plan: Replan = { add: [], replace: [], reopen: [], drop: [], refusals: [], renew: [] }
  const known = new Map(recorded.map((each) => [each.write.key, each]))
  const opened = new Set<string>()
  for (const write of planned) {
    const earlier = known.get(write.key)
    if (!earlier) plan.add.push(write)
    else decideOne(plan, earlier, write, { platform, same, recorded, opened })
    if (!earlier || earlier.state !== 'left_out') continue
    if (plan.replace.some(({ id }) => id === earlier.id)) opened.add(write.key)
  }
  const wanted = new Set(planned.map((write) => write.key))
  for (const earlier of recorded) if (!wanted.has(earlier.write.key)) forget(plan, earlier, platform)
  return plan
}

type Around = { platform: string; same: Same; recorded: readonly Recorded[]; opened: ReadonlySet<string> }

function decideOne(
  plan: Replan,
  earlier: Recorded,
  write: PlannedWrite,
  { platform, same, recorded, opened }: Around,
): void {
  const isSame = same([earlier.write.request, earlier.write.name], [write.request, write.name])
  const { id, state } = earlier
  if (state === 'done') {
    if (isSame) return
    const use = whoUses(earlier.write, recorded)
    if (use === 'none') plan.renew.push(...write.entities.map((entity) => entity.key))
    else if (use !== 'there') plan.refusals.push(unanswered(platform, use))
    else
      plan.refusals.push(
        `${nameOf(write)} is at ${platform} already and would change. Undo that change here, or change it on the campaign's page.`,
      )
  } else if (state === 'sending' || state === 'unknown' || earlier.isUncertain) {
    if (!isSame) plan.refusals.push(unanswered(platform, earlier.write))
    else if (state === 'failed') plan.reopen.push({ id, write })
  } else if (state === 'left_out') {
    // Left out on purpose: it stays so until it, or what it stands on, is changed.
    if (!isSame || write.dependsOn.some((key) => opened.has(key))) plan.replace.push({ id, write })
  } else if (state === 'failed' && isSame) plan.reopen.push({ id, write })
  else plan.replace.push({ id, write })
}

const unanswered = (platform: string, write: PlannedWrite): string =>
  `${platform} has not said yet whether ${nameOf(write)} arrived. Press Retry, which asks first, then launch the change.`

/** Whether content that was accepted is used by an ad there: no, perhaps (by which write), or yes. Only content can be unused. */
function whoUses(write: PlannedWrite, recorded: readonly Recorded[]): 'none' | 'there' | PlannedWrite {
  if (write.phase !== 'create' || !write.entities.every(({ kind }) => kind === 'creative')) return 'there'
  const uses = recorded.filter(({ write: other }) => other.phase === 'create' && other.dependsOn.includes(write.key))
  const open = uses.find(({ state, isUncertain }) => state === 'sending' || state === 'unknown' || isUncertain)
  return open?.write ?? (uses.some(({ state }) => state === 'done') ? 'there' : 'none')
}

function forget(plan: Replan, earlier: Recorded, platform: string): void {
  const { id, state, write, isUncertain } = earlier
  if (state === 'sending' || state === 'unknown' || isUncertain) plan.refusals.push(unanswered(platform, write))
  else if (state !== 'done') plan.drop.push(id)
  else if (isAtStake(write))
    plan.refusals.push(
      `${nameOf(write)} is at ${platform} already and cannot be taken out here. Put it back, or pause it on the campaign's page.`,
    )
}
