import { z } from 'zod'

/*
 * The ad draft: one truth for the form, the previews, the checks and the launch.
 * It holds whatever was typed, also what is not valid yet: lib/ad/check.ts says what is wrong, nothing here refuses it.
 */

export const PLATFORMS = ['google_ads', 'meta_ads'] as const
export const BuildPlatform = z.enum(PLATFORMS)
export type BuildPlatform = z.infer<typeof BuildPlatform>

export const OBJECTIVES = ['leads', 'traffic', 'sales'] as const
export const Objective = z.enum(OBJECTIVES)
export type Objective = z.infer<typeof Objective>

/** Text as typed: far beyond any platform's limit, so that pasting too much is shown and not cut. */
const typed = z.string().max(20_000)

export const CALLS_TO_ACTION = [
  'LEARN_MORE',
  'SHOP_NOW',
  'SIGN_UP',
  'BOOK_NOW',
  'CONTACT_US',
  'DOWNLOAD',
  'GET_OFFER',
  'GET_QUOTE',
  'SUBSCRIBE',
  'APPLY_NOW',
  'ORDER_NOW',
  'WATCH_MORE',
  'GET_DIRECTIONS',
  'CALL_NOW',
  'NO_BUTTON',
] as const
export const CallToAction = z.enum(CALLS_TO_ACTION)
export type CallToAction = z.infer<typeof CallToAction>

/** Which picture, and by aspect ratio which part of it: fractions of width and height. Absent: centred. */
export const Crop = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Crop = z.infer<typeof Crop>
export const Media = z.object({
  id: z.uuid(),
  hash: z.string(),
  filename: z.string(),
  mime: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  size: z.number().int(),
  /** Dominant colour, #rrggbb. */
  color: z.string(),
  crops: z.partialRecord(z.enum(['1:1', '4:5', '9:16', '1.91:1']), Crop).default({}),
})
export type Media = z.infer<typeof Media>

/** A headline or description; `pin` is the position (1 to 3; 1 to 2 for descriptions) where Google must show it. */
export const PinnedText = z.object({ text: typed, pin: z.number().int().min(1).max(3).nullable().default(null) })
export type PinnedText = z.infer<typeof PinnedText>

export const AdFields = z.object({
  headlines: z.array(PinnedText).max(50),
  descriptions: z.array(PinnedText).max(50),
  primaryText: typed,
  media: Media.nullable(),
  callToAction: CallToAction,
  url: typed,
  /** Google's display paths. */
  path1: typed,
  path2: typed,
})
export type AdFields = z.infer<typeof AdFields>

/** One ad. `overrides` replaces whole fields for one platform; an absent field is the universal one. */
export const Ad = z.object({
  key: z.string().min(1).max(40),
  name: typed,
  fields: AdFields,
  overrides: z.partialRecord(BuildPlatform, AdFields.partial()).default({}),
  /** Platforms that this ad is not for; absent: it goes to every chosen one. */
  leaveOut: z.array(BuildPlatform).max(2).optional(),
})
export type Ad = z.infer<typeof Ad>

export const Location = z.object({
  kind: z.enum(['country', 'region', 'city']),
  name: z.string(),
  /** ISO 3166-1 alpha-2 of the country that it is or lies in. */
  country: z.string().length(2),
  /** The platforms' own keys for what is not a country. */
  keys: z.partialRecord(BuildPlatform, z.string()).default({}),
})
export type Location = z.infer<typeof Location>

export const Keyword = z.object({ text: typed, match: z.enum(['exact', 'phrase', 'broad']) })
export type Keyword = z.infer<typeof Keyword>

/** A reusable targeting rule. Interests reach Meta only, keywords Google only: lib/ad/check.ts says so. */
export const AudienceRules = z.object({
  locations: z.array(Location).max(200).default([]),
  languages: z.array(z.string().length(2)).max(20).default([]),
  ageMin: z.number().int().nullable().default(18),
  ageMax: z.number().int().nullable().default(65),
  genders: z.enum(['all', 'female', 'male']).default('all'),
  interests: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .max(100)
    .default([]),
  keywords: z.array(Keyword).max(500).default([]),
})
export type AudienceRules = z.infer<typeof AudienceRules>

/** An ad group or ad set: one audience, and its share of the budget where the platform keeps budgets there. */
export const Unit = z.object({
  key: z.string().min(1).max(40),
  name: typed,
  audienceId: z.uuid().nullable().default(null),
  rules: AudienceRules,
  sharePercent: z.number().nullable().default(null),
})
export type Unit = z.infer<typeof Unit>

/** One ad account and what its ads use there. */
export const Connection = z.object({
  adAccountId: z.uuid(),
  platform: BuildPlatform,
  pageId: z.string().nullable().default(null),
  instagramId: z.string().nullable().default(null),
  pixelId: z.string().nullable().default(null),
  pixelEvent: z.string().nullable().default(null),
  conversionGoalId: z.string().nullable().default(null),
  /** Budget as typed, in the account's currency. */
  budget: typed.default(''),
})
export type Connection = z.infer<typeof Connection>

export const SPECIAL_CATEGORIES = ['none', 'housing', 'employment', 'financial', 'politics', 'gambling'] as const

export const Declarations = z.object({
  specialCategory: z.enum(SPECIAL_CATEGORIES).default('none'),
  /** Whether the ads are EU political advertising; null until the buyer has said so. */
  euPolitical: z.boolean().nullable().default(null),
  dsaBeneficiary: typed.default(''),
  dsaPayor: typed.default(''),
})
export type Declarations = z.infer<typeof Declarations>

export const AdDraft = z.object({
  objective: Objective.nullable().default(null),
  connections: z.array(Connection).max(20).default([]),
  units: z.array(Unit).max(10).default([]),
  ads: z.array(Ad).max(50).default([]),
  budgetType: z.enum(['daily', 'lifetime']).default('daily'),
  /** Calendar dates in each account's zone; empty: on launch, without end. */
  startsOn: typed.default(''),
  endsOn: typed.default(''),
  declarations: Declarations.default({ specialCategory: 'none', euPolitical: null, dsaBeneficiary: '', dsaPayor: '' }),
})
export type AdDraft = z.infer<typeof AdDraft>

export const EMPTY_FIELDS: AdFields = {
  headlines: [{ text: '', pin: null }],
  descriptions: [{ text: '', pin: null }],
  primaryText: '',
  media: null,
  callToAction: 'LEARN_MORE',
  url: '',
  path1: '',
  path2: '',
}

export const emptyDraft = (): AdDraft =>
  AdDraft.parse({
    units: [{ key: 'unit-1', name: '', rules: {} }],
    ads: [{ key: 'ad-1', name: '', fields: EMPTY_FIELDS }],
  })

/** Whether an ad goes to a platform. */
export const goesTo = (ad: Ad, platform: BuildPlatform): boolean => !ad.leaveOut?.includes(platform)

/** The fields of an ad as one platform gets them. */
export const fieldsFor = (ad: Ad, platform: BuildPlatform): AdFields => ({ ...ad.fields, ...ad.overrides[platform] })
