import { z } from 'zod'
import { merge, same, settle, type Conflict } from '@/lib/ad/merge'
import { AdDraft } from '@/lib/ad/schema'
import type { StoredBuild } from './schema'

/** All of a build that is typed. */
export const Work = z.object({ name: z.string(), skuId: z.string(), draft: AdDraft })
export type Work = z.infer<typeof Work>

export const workOf = ({ name, skuId, draft }: Work): Work => ({ name, skuId, draft })
export const sameWork = (a: Work, b: Work): boolean => same(workOf(a), workOf(b))

/** What a browser keeps until the server has it: what was typed, and what it was typed upon. */
export const LocalCopy = z.object({ revision: z.number().int(), base: Work, mine: Work, at: z.number() })
export type LocalCopy = z.infer<typeof LocalCopy>

export type Merged = { merged: Work; conflicts: Conflict[] }

const OWN = [
  ['name', 'Name'],
  ['skuId', 'Product'],
] as const

/** Joins two changed states of a build; what both changed differently is a conflict, in which `merged` keeps mine. */
export function mergeWork(base: Work, mine: Work, theirs: Work): Merged {
  const { merged, conflicts } = merge(base.draft, mine.draft, theirs.draft)
  const work: Work = { ...workOf(mine), draft: merged }
  const own: Conflict[] = []
  for (const [field, label] of OWN) {
    if (mine[field] === theirs[field] || theirs[field] === base[field]) continue
    if (mine[field] === base[field]) work[field] = theirs[field]
    else
      own.push({
        path: `$${field}`,
        steps: [`$${field}`],
        label,
        base: base[field],
        mine: mine[field],
        theirs: theirs[field],
      })
  }
  return { merged: work, conflicts: [...own, ...conflicts] }
}

export type Side = 'mine' | 'theirs'

/** The work with the chosen side of each conflict; what is not chosen stays mine. */
export function settleWork(work: Work, conflicts: readonly Conflict[], sides: Readonly<Record<string, Side>>): Work {
  return conflicts.reduce((current, conflict): Work => {
    const side = sides[conflict.path] ?? 'mine'
    const value = conflict[side]
    if (conflict.path === '$name') return { ...current, name: String(value) }
    if (conflict.path === '$skuId') return { ...current, skuId: String(value) }
    return { ...current, draft: settle(current.draft, conflict, side) }
  }, work)
}

export type Opening = { work: Work; conflicts: Conflict[]; base: Work; revision: number }

/**
 * What to open: what the server has, with everything that this browser typed and never got through. Copies come from
 * tabs that are gone; each is merged upon the others.
 */
export function openWith(stored: StoredBuild, copies: readonly LocalCopy[]): Opening {
  const theirs = workOf(stored)
  let opening: Opening = { work: theirs, conflicts: [], base: theirs, revision: stored.revision }
  const asBase = (conflict: Conflict): Conflict => ({ ...conflict, mine: conflict.base })
  for (const { base, mine } of copies.toSorted((a, b) => a.at - b.at)) {
    if (sameWork(mine, opening.work) || sameWork(mine, base)) continue
    const { merged, conflicts } = mergeWork(base, mine, opening.work)
    // In the base of a field that is asked about stands what both began with, so that it is asked again until answered.
    const ground = settleWork(opening.base, conflicts.map(asBase), {})
    opening = { ...opening, work: merged, base: ground, conflicts: [...opening.conflicts, ...conflicts] }
  }
  return opening
}
