import type { Connector } from '../define'
import { planMeta } from './plan'

/** What is true of Meta without asking it. Attribution moves figures for 28 days. */
export const meta = {
  platform: 'meta_ads',
  name: 'Meta',
  restatesDays: 28,
  plan: planMeta,
} as const satisfies Pick<Connector, 'platform' | 'name' | 'restatesDays' | 'plan'>
