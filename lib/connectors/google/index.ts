import type { Connector } from '../define'
import { planGoogle } from './plan'

/** What is true of Google Ads without asking it. Conversions change for up to 90 days, nearly all within 30. */
export const google = {
  platform: 'google_ads',
  name: 'Google Ads',
  restatesDays: 30,
  plan: planGoogle,
} as const satisfies Pick<Connector, 'platform' | 'name' | 'restatesDays' | 'plan'>
