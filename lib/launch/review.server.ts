import 'server-only'
import type { Scope } from '@/lib/access/scope'
import { check } from '@/lib/ad/check'
import { platformsOf } from '@/lib/ad/issue'
import { summarise, type SummaryRow } from '@/lib/ad/summary'
import type { BuildPlatform } from '@/lib/ad/schema'
import { requireBuild } from '@/lib/build/data.server'
import { now } from '@/lib/server/clock.server'
import { ENHANCEMENTS } from './enhancement'
import { preflight, type Preflight } from './preflight'
import { prepare } from './prepare.server'

/** What a person looks at before launching: exactly the stored state of one revision. */
export type Review = {
  revision: number
  /** ISO instant. */
  checkedAt: string
  summary: SummaryRow[]
  preflight: Preflight[]
  /** Why it cannot be launched, beside what the checks say: what is at the platforms already, pictures that are gone. */
  reasons: string[]
  /** What a platform will do otherwise than the draft says. */
  notes: string[]
  enhancements: { platform: BuildPlatform; items: readonly string[] }[]
  /** SHA-256 of everything that the platforms get; null while that cannot be worked out. */
  payloadHash: string | null
  /** Writes that a launch would send now, and those that are there already. */
  toSend: number
  done: number
}

/** The review of a draft as it is stored now. Sends and changes nothing. Throws `not_found`. */
export async function reviewBuild(scope: Scope, buildId: string): Promise<Review> {
  const build = await requireBuild(scope, buildId)
  const prepared = await prepare(scope, build)
  const issues = check(build.draft, prepared.context)
  const known = new Set(issues.map((issue) => issue.message))
  const plans = prepared.parts.map(({ plan }) => plan.add.length + plan.replace.length + plan.reopen.length)
  const toSend = plans.reduce((sum, n) => sum + n, 0)
  const all = prepared.parts.reduce((sum, { writes }) => sum + writes.length, 0)
  return {
    revision: build.revision,
    checkedAt: (await now()).toISOString(),
    summary: summarise(build.draft, prepared.context),
    preflight: preflight(issues),
    reasons: prepared.reasons.filter((reason) => !known.has(reason)),
    notes: prepared.notes,
    enhancements: platformsOf(build.draft).map((platform) => ({ platform, items: ENHANCEMENTS[platform] })),
    payloadHash: prepared.hash,
    toSend,
    done: Math.max(0, all - toSend),
  }
}
