import { z } from 'zod'
import { CurrencyCode, TimeZone } from '@/lib/agency/schema'
import { GOALS, parseGoal } from './goal'

const ClientName = z
  .string()
  .trim()
  .min(1, "Enter the client's name.")
  .max(120, 'The name is longer than 120 characters. Shorten it.')

const Industry = z.string().trim().min(1, 'Enter the industry.').max(80, 'The industry is longer than 80 characters. Shorten it.')

/** `nordlys.no` is taken as `https://nordlys.no`; empty means none. */
const Website = z
  .string()
  .trim()
  .max(2000, 'The address is longer than 2000 characters. Shorten it.')
  .transform((text) => (text && !/^https?:\/\//i.test(text) ? `https://${text}` : text))
  .refine((text) => !text || /\./.test(URL.parse(text)?.hostname ?? ''), 'Enter a web address like https://example.com, or leave it empty.')

export const INDUSTRIES = [
  'Apparel', 'Automotive', 'Beauty', 'Education', 'Electronics', 'Entertainment', 'Finance', 'Food and drink', 'Health',
  'Home and garden', 'Non-profit', 'Other', 'Real estate', 'Retail', 'Services', 'Software', 'Sport', 'Travel',
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

function checkGoal(client: Pick<z.infer<typeof ClientFields>, 'goalMetric' | 'goalValue' | 'currency'>, context: z.core.$RefinementCtx): void {
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['goalValue'], message })
  if (!client.goalMetric) return client.goalValue ? refuse('Choose what the goal is measured in, or clear the goal.') : undefined
  const goal = parseGoal(client.goalMetric, client.goalValue, client.currency)
  if (!goal.ok) refuse(client.goalValue ? goal.error : 'Enter the goal, or choose "No goal".')
}

export const ClientForm = ClientFields.superRefine(checkGoal)
export type ClientForm = z.infer<typeof ClientForm>

export const ClientEdit = ClientFields.extend({ clientId: z.uuid() }).superRefine(checkGoal)
export type ClientEdit = z.infer<typeof ClientEdit>

export const NAME_PLACEHOLDERS = ['client', 'brand', 'sku', 'objective', 'platform', 'yyyy', 'mm', 'yyyymm', 'n'] as const
export const UTM_PLACEHOLDERS = ['client', 'brand', 'sku', 'objective', 'platform', 'campaign', 'unit', 'ad', 'yyyymm'] as const

/** Text in which only the named `{placeholders}` occur, and no brace is left open. */
const template = (allowed: readonly string[], max: number) =>
  z
    .string()
    .trim()
    .max(max, `This is longer than ${max} characters. Shorten it.`)
    .superRefine((text, context) => {
      const refuse = (message: string) => context.addIssue({ code: 'custom', message })
      for (const [, name = ''] of text.matchAll(/\{([^{}]*)\}/g))
        if (!allowed.includes(name)) refuse(`{${name}} is not known. Use ${allowed.map((one) => `{${one}}`).join(' ')}.`)
      if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))) refuse('A brace stands alone. Write placeholders like {client}.')
    })

export const NamingPattern = template(NAME_PLACEHOLDERS, 200).refine(
  (text) => text.includes('{n}'),
  'Add {n}, so that two campaigns never get the same name.',
)

const utmPart = template(UTM_PLACEHOLDERS, 200).refine((text) => !/[\s&?#=]/.test(text), 'Use no spaces and none of & ? # =.')

export const UtmRules = z.object({
  source: utmPart.refine((text) => text !== '', 'Analytics needs a source. {platform} is usual.').default('{platform}'),
  medium: utmPart.refine((text) => text !== '', 'Analytics needs a medium. "paid" is usual.').default('paid'),
  campaign: utmPart.default('{campaign}'),
  content: utmPart.default('{ad}'),
  term: utmPart.default(''),
  lowerCase: z.boolean().default(true),
})
export type UtmRules = z.infer<typeof UtmRules>

/** The rules as stored: absent or older keys take their defaults. */
export const utmOf = (stored: unknown): UtmRules => UtmRules.catch(UtmRules.parse({})).parse(stored ?? {})

export const ClientNaming = z.object({ clientId: z.uuid(), namingPattern: NamingPattern, utm: UtmRules })
export type ClientNaming = z.infer<typeof ClientNaming>

export const ClientRef = z.object({ clientId: z.uuid() })
export const ClientRemoval = z.object({ clientId: z.uuid(), name: z.string() })
export type ClientRemoval = z.infer<typeof ClientRemoval>

const UnitName = z.string().trim().min(1, 'Enter a name.').max(120, 'The name is longer than 120 characters. Shorten it.')
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
