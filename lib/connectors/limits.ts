import type { CampaignSpec } from '@/lib/ad/spec'
import type { SpecLimit } from './define'
import { googleLimits } from './google/limits'
import { metaLimits } from './meta/limits'

/** What the spec's platform cannot do as specified (`block`) or will do otherwise (`note`), each with what to do. Pure. */
export const limits = (spec: CampaignSpec): SpecLimit[] =>
  spec.account.platform === 'google_ads' ? googleLimits(spec) : metaLimits(spec)
