import { z } from 'zod'
import { Provider } from './schema'

/** What the integrations page shows, and what its poll answers. Instants are ISO texts. */

const instant = z.iso.datetime().nullable()

const State = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['unassigned', 'stopped', 'unbegun', 'good']) }),
  z.object({ kind: z.literal('syncing'), error: z.string().nullable() }),
  z.object({ kind: z.literal('importing'), step: z.enum(['campaigns', 'figures']), error: z.string().nullable() }),
  z.object({ kind: z.enum(['import_failed', 'failed']), error: z.string() }),
])

export const AccountView = z.object({
  id: z.uuid(),
  name: z.string(),
  externalId: z.string(),
  currency: z.string(),
  timezone: z.string(),
  platformStatus: z.string(),
  client: z.object({ id: z.uuid(), name: z.string(), slug: z.string() }).nullable(),
  campaigns: z.number().int(),
  dataUntil: instant,
  lastSyncedAt: instant,
  state: State,
})
export type AccountView = z.infer<typeof AccountView>

export const LoginView = z.object({
  id: z.uuid(),
  provider: Provider,
  label: z.string(),
  status: z.enum(['active', 'needs_reconnect', 'disconnected']),
  error: z.string().nullable(),
  accounts: z.array(AccountView),
})
export type LoginView = z.infer<typeof LoginView>

export const IntegrationsView = z.object({ now: z.iso.datetime(), logins: z.array(LoginView) })
export type IntegrationsView = z.infer<typeof IntegrationsView>
