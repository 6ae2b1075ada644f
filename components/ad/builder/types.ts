import type { ResolveContext } from '@/lib/ad/resolve'
import type { Issue, Step as CheckStep } from '@/lib/ad/issue'
import type { BrandMonth } from '@/lib/build/month.server'
import type { SavedAudience, StoredBuild } from '@/lib/build/schema'

/** The wizard's steps; the last has no fields of its own. */
export const BUILDER_STEPS = ['objective', 'connections', 'audience', 'creative', 'budget', 'review'] as const
export type BuilderStep = (typeof BUILDER_STEPS)[number]

export const STEP_NAMES: Record<BuilderStep, string> = {
  objective: 'Objective',
  connections: 'Connections',
  audience: 'Audience',
  creative: 'Creative',
  budget: 'Budget and schedule',
  review: 'Review',
}

/** Everything that the page knows beside what is typed. */
export type BuilderData = {
  /** Slug, as in the address. */
  agency: string
  client: { id: string; slug: string; name: string; currency: string; timezone: string }
  build: StoredBuild
  skus: { id: string; name: string; brand: string }[]
  context: ResolveContext
  months: Record<string, BrandMonth>
  audiences: SavedAudience[]
  mayLaunch: boolean
  mayConnect: boolean
  mayShareAudiences: boolean
}

export const stepIssues = (issues: readonly Issue[], step: CheckStep): Issue[] =>
  issues.filter((issue) => issue.step === step)
