import { z } from 'zod'
import { AdFields } from '@/lib/ad/schema'

/*
 * One campaign as its page shows it and polls it. Instants are written on the server, in the client's zone: not every
 * browser knows Temporal, and the day of money is the client's.
 */

const HoldView = z.object({
  id: z.string(),
  kind: z.string(),
  pill: z.string(),
  tone: z.enum(['neutral', 'info', 'warn', 'bad']),
  reason: z.string(),
  /** What ends it: `until Sat 00:00`. */
  ends: z.string(),
  setBy: z.string(),
  since: z.string(),
})
export type HoldView = z.infer<typeof HoldView>

const AdView = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number(),
  status: z.string(),
  platformStatus: z.string().nullable(),
  isHeld: z.boolean(),
  isPlaced: z.boolean(),
  headline: z.string().nullable(),
  /** The content as it was sent; null for an ad that was made elsewhere. */
  fields: AdFields.nullable(),
})
export type AdView = z.infer<typeof AdView>

const UnitView = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  platformStatus: z.string().nullable(),
  isHeld: z.boolean(),
  isPlaced: z.boolean(),
  audience: z.string().nullable(),
  ads: z.array(AdView),
})
export type UnitView = z.infer<typeof UnitView>

const LogView = z.object({
  id: z.string(),
  at: z.string(),
  action: z.string(),
  status: z.string(),
  message: z.string(),
  actorName: z.string(),
  details: z.array(z.object({ term: z.string(), text: z.string() })),
})
export type LogView = z.infer<typeof LogView>

export const CampaignDetail = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.string(),
  objective: z.string().nullable(),
  status: z.string(),
  platformStatus: z.string().nullable(),
  isAdopted: z.boolean(),
  isImported: z.boolean(),
  desiredOn: z.boolean(),
  account: z.object({ name: z.string(), externalId: z.string(), currency: z.string(), timezone: z.string() }),
  externalId: z.string().nullable(),
  brand: z.string(),
  sku: z.string(),
  build: z.object({ id: z.string(), name: z.string() }).nullable(),
  budget: z.object({ type: z.string(), micros: z.number(), level: z.string() }).nullable(),
  starts: z.string().nullable(),
  ends: z.string().nullable(),
  holds: z.array(HoldView),
  /** The last refusal, where nothing has succeeded since: what we want is not what the platform does. */
  problem: z.string().nullable(),
  units: z.array(UnitView),
  log: z.array(LogView),
})
export type CampaignDetail = z.infer<typeof CampaignDetail>

const TERMS: Record<string, string> = {
  payloadHash: 'Payload hash',
  write: 'Write',
  platformStatus: 'State at the platform',
  ours: 'What to do',
  fault: 'Kind of fault',
  readAt: 'Read back at',
}

const WORDS: Record<string, string> = {
  message: 'The platform says',
  title: 'Its title',
  code: 'Its code',
  subcode: 'Its subcode',
  field: 'The field it names',
  requestId: 'Its request',
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function differences(value: unknown): { term: string; text: string }[] {
  if (!Array.isArray(value)) return []
  return value.filter(isRecord).map((one) => ({
    term: `Differs: ${textOf(one['field'])}`,
    text: `sent ${JSON.stringify(one['sent'])}, found ${JSON.stringify(one['found'])}`,
  }))
}

/** A log entry's details as terms and texts: the hash, the platform's words, ids and differences. */
export function detailsOf(details: unknown): { term: string; text: string }[] {
  if (!isRecord(details)) return []
  const own = Object.entries(TERMS).map(([key, term]) => ({ term, text: textOf(details[key]) }))
  const platform = isRecord(details['platform']) ? details['platform'] : {}
  const words = Object.entries(WORDS).map(([key, term]) => ({ term, text: textOf(platform[key]) }))
  const external = isRecord(details['external']) ? Object.entries(details['external']) : []
  const ids = external.map(([key, id]) => ({ term: `Id of ${key.split('.').at(-1) ?? key}`, text: textOf(id) }))
  return [...words, ...own, ...ids, ...differences(details['differences'])].filter(({ text }) => text !== '')
}
