import { applyCampaignState } from './functions/apply-state'
import { importAccount } from './functions/import-account'
import { launchBuild } from './functions/launch-build'
import { purgeRaw } from './functions/purge-raw'
import { refreshToken } from './functions/refresh-token'
import { sweepLaunches } from './functions/sweep-launches'
import { sweepMetrics } from './functions/sweep-metrics'
import { sweepStates } from './functions/sweep-states'
import { sweepTokens } from './functions/sweep-tokens'
import { syncMetrics } from './functions/sync-metrics'

/** Every job of the application, in alphabetical order: what is not in this list does not run. */
export const functions = [
  applyCampaignState,
  importAccount,
  launchBuild,
  purgeRaw,
  refreshToken,
  sweepLaunches,
  sweepMetrics,
  sweepStates,
  sweepTokens,
  syncMetrics,
]
