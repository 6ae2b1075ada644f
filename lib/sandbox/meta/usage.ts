/**
 * The headers in which Meta says how much of the hour's calls an account has used, in percent. One of them names the
 * time until calls are taken again in whole minutes, another in seconds.
 */
export function usageHeaders(
  accountId: string | null,
  type: 'ads_management' | 'ads_insights',
  percent = 3,
  regainSeconds = 0,
): Record<string, string> {
  const app = { call_count: percent, total_cputime: percent, total_time: percent }
  const headers: Record<string, string> = { 'x-app-usage': JSON.stringify(app) }
  if (accountId === null) return headers
  const use = {
    type,
    ...app,
    estimated_time_to_regain_access: Math.floor(regainSeconds / 60),
    ads_api_access_tier: 'standard_access',
  }
  headers['x-business-use-case-usage'] = JSON.stringify({ [accountId]: [use] })
  headers['x-ad-account-usage'] = JSON.stringify({
    acc_id_util_pct: percent,
    reset_time_duration: regainSeconds,
    ads_api_access_tier: 'standard_access',
  })
  return headers
}
