import { z } from 'zod'
import { checkPattern } from '@/lib/ad/naming'
import { checkUtm, UtmRules } from '@/lib/ad/utm'
import { CurrencyCode, TimeZone } from '@/lib/agency/schema'
import { isOneLine } from '@/lib/core/text'
import { GOALS, parseGoal } from './goal'

export const ClientName = z
  .string()
  .trim()
  .min(1, "Enter the client's name.")
  .max(120, 'The name is longer than 120 characters. Shorten it.')
  .refine(isOneLine, 'Write the name in one line.')

export const Industry = z
  .string('Choose the industry.')
  .trim()
  .min(1, 'Choose the industry.')
  .max(80, 'The industry is longer than 80 characters. Shorten it.')

/** `nordlys.no` is taken as `https://nordlys.no`; empty means none. */
const Website = z
  .string()
  .trim()
  .max(2000, 'The address is longer than 2000 characters. Shorten it.')
  .transform((text) => (text && !/^https?:\/\//i.test(text) ? `https://${text}` : text))
  .refine(
    (text) => !text || /\./.test(URL.parse(text)?.hostname ?? ''),
    'Enter a web address like https://example.com, or leave it empty.',
  )

export const INDUSTRIES = [
  'Apparel',
  'Automotive',
  'Beauty',
  'Education',
  'Electronics',
  'Entertainment',
  'Finance',
  'Food and drink',
  'Health',
  'Home and garden',
  'Non-profit',
  'Other',
  'Real estate',
  'Retail',
  'Services',
  'Software',
  'Sport',
  'Travel',
] as const

const ClientFields = z.object({
  name: ClientName,
  industry: Industry,
  currency: CurrencyCode,
  timezone: TimeZone,
  goalMetric: z.enum(['', ...GOALS]),
  goalValue: z.string().trim().max(30, 'The goal is longer than 30 characters.'),
  website: Website,
})

function checkGoal(
  client: Pick<z.infer<typeof ClientFields>, 'goalMetric' | 'goalValue' | 'currency'>,
  context: z.core.$RefinementCtx,
): void {
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['goalValue'], message })
  if (!client.goalMetric)
    return client.goalValue ? refuse('Choose what the goal is measured in, or clear the goal.') : undefined
  const goal = parseGoal(client.goalMetric, client.goalValue, client.currency)
  if (!goal.ok) refuse(client.goalValue ? goal.error : 'Enter the goal, or choose "No goal".')
}

export const ClientForm = ClientFields.superRefine(checkGoal)
export type ClientForm = z.infer<typeof ClientForm>

export const ClientEdit = ClientFields.extend({ clientId: z.uuid() }).superRefine(checkGoal)
export type ClientEdit = z.infer<typeof ClientEdit>

export const NamingPattern = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const checked = checkPattern(text)
    if (!checked.ok) context.addIssue({ code: 'custom', message: checked.error })
  })

/** The rules of the ads themselves, refused where a template cannot work. */
export const TrackingRules = UtmRules.superRefine((rules, context) => {
  for (const { path, message } of checkUtm(rules)) context.addIssue({ code: 'custom', path: path.split('.'), message })
})

/** The rules as stored: absent keys take their defaults, and so does what an older version wrote otherwise. */
export const utmOf = (stored: unknown): UtmRules => UtmRules.catch(UtmRules.parse({})).parse(stored ?? {})

export const ClientNaming = z.object({ clientId: z.uuid(), namingPattern: NamingPattern, utm: TrackingRules })
export type ClientNaming = z.infer<typeof ClientNaming>

export const ClientRef = z.object({ clientId: z.uuid() })
export const ClientRemoval = z.object({ clientId: z.uuid(), name: z.string() })
export type ClientRemoval = z.infer<typeof ClientRemoval>

export const UnitName = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(120, 'The name is longer than 120 characters. Shorten it.')
  .refine(isOneLine, 'Write the name in one line.')
/** As typed; read in the client's currency by the door. Empty means no limit. */
const Typed = z.string().trim().max(30, 'The amount is longer than 30 characters.')

export const BrandForm = z.object({ clientId: z.uuid(), name: UnitName, monthlyBudget: Typed, dailyBudget: Typed })
export type BrandForm = z.infer<typeof BrandForm>
export const BrandEdit = z.object({ brandId: z.uuid(), name: UnitName, monthlyBudget: Typed, dailyBudget: Typed })
export type BrandEdit = z.infer<typeof BrandEdit>
export const BrandRef = z.object({ brandId: z.uuid() })

export const SkuForm = z.object({ brandId: z.uuid('Choose a brand.'), name: UnitName, dailyBudget: Typed })
export type SkuForm = z.infer<typeof SkuForm>
export const SkuEdit = z.object({ skuId: z.uuid(), name: UnitName, dailyBudget: Typed })
export type SkuEdit = z.infer<typeof SkuEdit>
export const SkuRef = z.object({ skuId: z.uuid() })

export const NoteForm = z.object({
  clientId: z.uuid(),
  body: z.string().trim().min(1, 'Write the note.').max(1000, 'The note is longer than 1000 characters. Shorten it.'),
  forClient: z.boolean(),
})
export type NoteForm = z.infer<typeof NoteForm>
export const NoteRef = z.object({ noteId: z.uuid() })
