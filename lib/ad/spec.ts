import type { Day } from '@/lib/core/day'
import type { AdFields, AudienceRules, BuildPlatform, Declarations, Objective } from './schema'

/*
 * A draft resolved for one ad account: names and UTM generated, money in micros, everything that the platform gets.
 * lib/ad/resolve.ts makes it, a connector's map.ts turns it into requests.
 */

export type AccountRef = {
  id: string
  platform: BuildPlatform
  externalId: string
  loginExternalId: string | null
  name: string
  currency: string
  timezone: string
}

export type AdSpec = {
  key: string
  /** Unique name with the marker at its end, by which it is found after an unknown outcome. */
  name: string
  fields: AdFields
  /** Landing page with the UTM parameters. */
  finalUrl: string
}

export type UnitSpec = {
  key: string
  name: string
  rules: AudienceRules
  /** The unit's own budget, where units own budgets (Meta without a campaign budget). */
  budgetMicros: bigint | null
  ads: AdSpec[]
}

export type CampaignSpec = {
  key: string
  name: string
  account: AccountRef
  objective: Objective
  budget: { type: 'daily' | 'lifetime'; amountMicros: bigint; currency: string }
  /** Local dates of the account; null: on launch, without end. */
  startsOn: Day | null
  endsOn: Day | null
  declarations: Declarations
  pageId: string | null
  instagramId: string | null
  pixelId: string | null
  pixelEvent: string | null
  conversionGoalId: string | null
  units: UnitSpec[]
}
