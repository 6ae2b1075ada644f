import { eventType } from 'inngest'
import { z } from 'zod'

/*
 * The events that jobs answer to, typed once. Payloads carry ids and the agency, never rows and never personal data.
 * Send with `inngest.send(launchRequested.create({ agencyId, launchId }))`.
 */

const id = z.uuid()

/** A draft was launched: write it to the platforms. */
export const launchRequested = eventType('launch/requested', { schema: z.object({ agencyId: id, launchId: id }) })

/** Look through all ad accounts and ask for a sync of each that is due. */
export const metricsSweepRequested = eventType('metrics/sweep.requested', { schema: z.object({}) })

/** Fetch the figures of one ad account. */
export const metricsSyncRequested = eventType('metrics/sync.requested', {
  schema: z.object({ agencyId: id, adAccountId: id, kind: z.enum(['hourly', 'manual', 'import']) }),
})

/** An ad account was assigned to a client: import its campaigns and 90 days of figures. */
export const accountImportRequested = eventType('account/import.requested', {
  schema: z.object({ agencyId: id, adAccountId: id }),
})

/** A campaign's wanted state has changed: write it to the platform and read it back. */
export const campaignStateRequested = eventType('campaign/state.requested', {
  schema: z.object({ agencyId: id, campaignId: id }),
})

/** Refresh the tokens of one integration. */
export const integrationRefreshRequested = eventType('integration/refresh.requested', {
  schema: z.object({ agencyId: id, integrationId: id }),
})
