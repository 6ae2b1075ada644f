import { z } from 'zod'
import { AdDraft, AudienceRules } from '@/lib/ad/schema'

export const BUILD_STATUSES = ['draft', 'launching', 'launched', 'partly', 'failed', 'archived'] as const
export type BuildStatus = (typeof BUILD_STATUSES)[number]

/** How the list says it; colour is never the only carrier. */
export const BUILD_STATUS: Record<BuildStatus, { word: string; tone: 'neutral' | 'info' | 'good' | 'warn' | 'bad' }> = {
  draft: { word: 'Draft', tone: 'neutral' },
  launching: { word: 'Launching', tone: 'info' },
  launched: { word: 'Launched', tone: 'good' },
  partly: { word: 'Partly launched', tone: 'warn' },
  failed: { word: 'Launch failed', tone: 'bad' },
  archived: { word: 'Archived', tone: 'neutral' },
}

const BuildName = z.string().max(200, 'The name has more than 200 characters. Shorten it.')
const ShortName = z
  .string()
  .trim()
  .min(1, 'Write a name.')
  .max(120, 'The name has more than 120 characters. Shorten it.')

export const BuildRef = z.object({ buildId: z.uuid() })
export type BuildRef = z.infer<typeof BuildRef>

/** What a new draft starts from: nothing, another draft of the client, or a template of the client. */
export const BuildForm = z.object({
  clientId: z.uuid(),
  name: BuildName.default(''),
  skuId: z.uuid().optional(),
  from: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('blank') }),
      z.object({ kind: z.literal('build'), buildId: z.uuid() }),
      z.object({ kind: z.literal('template'), templateId: z.uuid() }),
    ])
    .default({ kind: 'blank' }),
})
export type BuildForm = z.infer<typeof BuildForm>

/** All of a draft that people change, with the revision that they changed. */
export const BuildSave = z.object({
  revision: z.number().int().min(1),
  name: BuildName,
  skuId: z.uuid(),
  draft: AdDraft,
})
export type BuildSave = z.infer<typeof BuildSave>

/** A draft as the server has it. */
export const StoredBuild = z.object({
  id: z.uuid(),
  clientId: z.uuid(),
  skuId: z.uuid(),
  name: z.string(),
  status: z.enum(BUILD_STATUSES),
  revision: z.number().int(),
  draft: AdDraft,
  /** ISO instant. */
  updatedAt: z.string(),
})
export type StoredBuild = z.infer<typeof StoredBuild>

/** The answer to a save: taken, or refused because somebody saved another state meanwhile. */
export const SaveAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), revision: z.number().int(), updatedAt: z.string() }),
  z.object({ ok: z.literal(false), stored: StoredBuild }),
])
export type SaveAnswer = z.infer<typeof SaveAnswer>

export const VersionForm = z.object({
  buildId: z.uuid(),
  label: z.string().trim().max(120, 'The label has more than 120 characters. Shorten it.').default(''),
})
export type VersionForm = z.infer<typeof VersionForm>

export const VersionRef = z.object({ buildId: z.uuid(), versionId: z.uuid() })
export type VersionRef = z.infer<typeof VersionRef>

export const BuildVersion = z.object({
  id: z.uuid(),
  version: z.number().int(),
  label: z.string(),
  authorName: z.string(),
  createdAt: z.string(),
  draft: AdDraft,
})
export type BuildVersion = z.infer<typeof BuildVersion>

export const TemplateForm = z.object({ buildId: z.uuid(), name: ShortName })
export type TemplateForm = z.infer<typeof TemplateForm>
export const TemplateRef = z.object({ templateId: z.uuid() })

/** `audienceId`: changes that one. `everyClient`: for all clients of the agency, not for this one alone. */
export const AudienceForm = z.object({
  clientId: z.uuid(),
  audienceId: z.uuid().nullable().default(null),
  name: ShortName,
  rules: AudienceRules,
  everyClient: z.boolean().default(false),
})
export type AudienceForm = z.infer<typeof AudienceForm>
export const AudienceRef = z.object({ audienceId: z.uuid() })

export type SavedAudience = { id: string; name: string; rules: AudienceRules; everyClient: boolean }
