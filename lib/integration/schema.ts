import { z } from 'zod'

export const PROVIDERS = ['google_ads', 'meta_ads'] as const
export const Provider = z.enum(PROVIDERS)
export type Provider = z.infer<typeof Provider>

export const PROVIDER_NAMES: Record<Provider, string> = { google_ads: 'Google Ads', meta_ads: 'Meta' }
export const platformName = (platform: string): string =>
  (
    { google_ads: 'Google', meta_ads: 'Meta', tiktok_ads: 'TikTok', linkedin_ads: 'LinkedIn' } as Record<string, string>
  )[platform] ?? platform

/** A path of this site: a browser reads `//host` and `/\host` as another one. */
const Path = z
  .string()
  .max(300)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^\/(?![/\\])[^\\\u0000-\u001f]*$/, 'returnTo must be a path of this site.')

export const StartConnect = z.object({ provider: Provider, returnTo: Path })
export type StartConnect = z.infer<typeof StartConnect>

export const AssignAccount = z.object({ adAccountId: z.uuid(), clientId: z.uuid() })
export type AssignAccount = z.infer<typeof AssignAccount>

export const AccountRefId = z.object({ adAccountId: z.uuid() })
export const IntegrationId = z.object({ integrationId: z.uuid() })
