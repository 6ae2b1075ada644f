import { withoutMarker } from '@/lib/ad/marker'
import { fail, ok, type Result } from '@/lib/core/result'
import { builtOn, type Progress } from './progress'

const isAd = ({ write }: Progress): boolean =>
  write.phase === 'create' && write.entities.some(({ kind }) => kind === 'ad')
const says = ({ write }: Progress): string => `${write.label} "${withoutMarker(write.name)}"`

/**
 * The writes that are left out together with one: what is built on it, and its switch. A sentence instead where it
 * cannot be: only ads can be left out, and an audience needs one.
 */
export function leaveOutOf(all: readonly Progress[], key: string): Result<string[]> {
  const target = all.find(({ write }) => write.key === key)
  if (!target) return fail('This write is not part of the launch.')
  if (target.state === 'done')
    return fail(`${says(target)} is at the platform already. Pause it on the campaign's page.`)
  if (target.state === 'sending' || target.state === 'unknown')
    return fail(`It is not known yet whether ${says(target)} arrived. Wait for the answer.`)
  if (target.write.entities.some(({ kind }) => kind === 'campaign' || kind === 'unit'))
    return fail(
      `${says(target)} carries all ads below it, so it cannot be left out. Fix it in the draft, then launch again.`,
    )
  const out = new Set([key, ...builtOn(all, key)])
  for (const unit of all.filter(
    ({ write }) => write.phase === 'create' && write.entities.some((e) => e.kind === 'unit'),
  )) {
    const ads = all.filter((each) => isAd(each) && each.write.dependsOn.includes(unit.write.key))
    const isTouched = ads.some(({ write }) => out.has(write.key))
    if (isTouched && ads.every(({ state, write }) => state === 'left_out' || out.has(write.key)))
      return fail(`${says(unit)} would be left without an ad. Fix this one, or take the audience out of the draft.`)
  }
  const states = new Map(all.map((each) => [each.write.key, each.state]))
  return ok([...out].filter((each) => states.get(each) !== 'done'))
}
