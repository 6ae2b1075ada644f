/**
 * Every table that holds a client's rows, in an order in which they can be deleted. Ad accounts and their assets are
 * not here: they belong to a connection of the agency and are only unassigned. The audit log stays.
 */
export const CLIENT_TABLES = [
  'metric_hour',
  'integration_metrics',
  'campaign_metric',
  'integration_metrics_raw',
  'account_day',
  'sync_run',
  'receipt',
  'hold',
  'campaign_execution_log',
  'platform_write',
  'launch',
  'creative',
  'campaign_unit',
  'campaign_platform_map',
  'campaign_budget',
  'campaign',
  'audience',
  'build_version',
  'build',
  'ad_template',
  'media_asset',
  'credential',
  'destination',
  'sgtm_config',
  'storefront',
  'client_note',
  'sku',
  'brand',
  'job_run',
] as const

/** Tables that name a client and outlive it. */
export const KEPT_TABLES = ['ad_account', 'ad_account_asset', 'audit_log'] as const

/** Columns that an export never holds. */
export const SECRET_COLUMNS = ['sealed', 'tokenHash', 'stateHash', 'verifier', 'accessToken', 'refreshToken'] as const
