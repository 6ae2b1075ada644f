import { z } from 'zod'
import { slug } from './naming'
import { BuildPlatform } from './schema'

/*
 * UTM parameters per client. A value is a template: {placeholders} are filled by us, the platforms' own insertions
 * ({keyword} at Google, {{ad.id}} at Meta) go through as they are.
 */

export const UTM_KEYS = ['source', 'medium', 'campaign', 'content', 'term'] as const
export type UtmKey = (typeof UTM_KEYS)[number]
export const UTM_PLACEHOLDERS = [
  'client',
  'brand',
  'sku',
  'objective',
  'platform',
  'account',
  'campaign',
  'unit',
  'ad',
  'yyyymm',
] as const

const template = z.string().max(200)
const perPlatform = (google: string, meta: string) =>
  z
    .object({ google_ads: template.default(google), meta_ads: template.default(meta) })
    .default({ google_ads: google, meta_ads: meta })

/** The client's rules; an empty template leaves its parameter out. */
export const UtmRules = z.object({
  source: perPlatform('google', 'meta'),
  medium: perPlatform('cpc', 'paid_social'),
  campaign: template.default('{campaign}'),
  content: template.default('{ad}'),
  term: template.default(''),
  /** Analytics tools count "Meta" and "meta" as two. */
  lowercase: z.boolean().default(true),
})
export type UtmRules = z.infer<typeof UtmRules>

export type UtmFacts = Record<(typeof UTM_PLACEHOLDERS)[number], string>
export type UtmValues = Partial<Record<UtmKey, string>>

/** Google's ValueTrack parameters that a template may carry. */
const VALUE_TRACK = new Set(
  'keyword matchtype network device devicemodel campaignid adgroupid creative targetid loc_physical_ms loc_interest_ms adposition placement gclid lpurl'.split(
    ' ',
  ),
)

const templatesOf = (rules: UtmRules, platform: BuildPlatform): Record<UtmKey, string> => ({
  source: rules.source[platform],
  medium: rules.medium[platform],
  campaign: rules.campaign,
  content: rules.content,
  term: rules.term,
})

const isFact = (text: string): text is keyof UtmFacts => UTM_PLACEHOLDERS.some((name) => name === text)

/** Sentences about templates that cannot work; empty when all is well. */
export function checkUtm(rules: UtmRules): { path: string; message: string }[] {
  return BuildPlatform.options.flatMap((platform) =>
    Object.entries(templatesOf(rules, platform)).flatMap(([key, text]) => {
      const path = key === 'source' || key === 'medium' ? `${key}.${platform}` : key
      const message = templateFault(`utm_${key}`, text, platform)
      const isSecond = platform === 'meta_ads' && path === key
      return message && !(isSecond && templateFault(`utm_${key}`, text, 'google_ads')) ? [{ path, message }] : []
    }),
  )
}

function templateFault(name: string, text: string, platform: BuildPlatform): string | undefined {
  if ((name === 'utm_source' || name === 'utm_medium') && !text.trim())
    return `${name} is empty, and reports could not tell where a visit came from. Write one, like google or cpc.`
  const plain = platform === 'meta_ads' ? text.replace(/\{\{[a-z._]+\}\}/g, '') : text
  for (const [whole, inside = ''] of plain.matchAll(/\{([^{}]*)\}/g)) {
    if (isFact(inside) || (platform === 'google_ads' && VALUE_TRACK.has(inside))) continue
    if (VALUE_TRACK.has(inside) && (name === 'utm_campaign' || name === 'utm_content' || name === 'utm_term')) continue
    return `${name} has ${whole}, which is not known. Use ${UTM_PLACEHOLDERS.map((p) => `{${p}}`).join(', ')}.`
  }
  if (/[{}]/.test(plain.replace(/\{[^{}]*\}/g, '').replace(/\{\{[a-z._]+\}\}/g, '')))
    return `${name} has a brace without its partner. Write each placeholder like {campaign}.`
  if (/[&#?=]/.test(plain)) return `${name} has one of & # ? =, which would break the address. Remove it.`
  return undefined
}

function fill(text: string, facts: UtmFacts, platform: BuildPlatform, lowercase: boolean): string {
  // Split so that the platform's insertions keep their case while the rest is lowered.
  const pieces = text.split(/(\{\{[a-z._]+\}\}|\{[a-z_]+\})/)
  return pieces
    .map((piece) => {
      const inside = piece.replace(/^\{+|\}+$/g, '')
      if (piece.startsWith('{{')) return platform === 'meta_ads' ? piece : ''
      if (piece.startsWith('{') && isFact(inside)) return fact(facts[inside], lowercase)
      if (piece.startsWith('{')) return platform === 'google_ads' && VALUE_TRACK.has(inside) ? piece : ''
      return lowercase ? piece.toLowerCase() : piece
    })
    .join('')
}

const fact = (value: string, lowercase: boolean): string => {
  const parts = value.split('_').map((part) => (lowercase ? slug(part) : part.trim().replace(/\s+/g, '-')))
  return value ? parts.join('_') : ''
}

/** The parameters of one ad at one platform, in order; empty ones are left out. */
export function utmFor(platform: BuildPlatform, rules: UtmRules, facts: UtmFacts): UtmValues {
  const values: UtmValues = {}
  for (const key of UTM_KEYS) {
    const value = fill(templatesOf(rules, platform)[key], facts, platform, rules.lowercase)
    if (value) values[key] = value
  }
  return values
}

/** Encodes all but the platforms' insertions, which must stay readable for them. */
const encoded = (value: string): string =>
  value
    .split(/(\{\{[a-z._]+\}\}|\{[a-z_]+\})/)
    .map((piece) => (piece.startsWith('{') ? piece : encodeURIComponent(piece)))
    .join('')

export const utmQuery = (values: UtmValues): string =>
  UTM_KEYS.flatMap((key) => (values[key] ? [`utm_${key}=${encoded(values[key])}`] : [])).join('&')

const isOurs = (pair: string, values: UtmValues): boolean =>
  UTM_KEYS.some((key) => values[key] !== undefined && pair.toLowerCase().startsWith(`utm_${key}=`))

/**
 * The address with the parameters in its query. What was there stays byte for byte, except parameters of the same
 * name, which are replaced; the fragment stays at the end.
 */
export function withUtm(url: string, values: UtmValues): string {
  const typed = url.trim()
  const hash = typed.indexOf('#')
  const fragment = hash < 0 ? '' : typed.slice(hash)
  const address = hash < 0 ? typed : typed.slice(0, hash)
  const mark = address.indexOf('?')
  const page = mark < 0 ? address : address.slice(0, mark)
  const existing =
    mark < 0
      ? []
      : address
          .slice(mark + 1)
          .split('&')
          .filter(Boolean)
  const kept = existing.filter((pair) => !isOurs(pair, values))
  const query = [...kept, utmQuery(values)].filter(Boolean).join('&')
  return `${page}${query ? `?${query}` : ''}${fragment}`
}

/** The utm parameters that an address carries already and that the rules replace. */
export function replacedUtm(url: string, rules: UtmRules, platform: BuildPlatform): string[] {
  const [, query = ''] = url.trim().replace(/#.*$/s, '').split('?')
  const templates = templatesOf(rules, platform)
  const carried = UTM_KEYS.filter((key) =>
    query.split('&').some((pair) => pair.toLowerCase().startsWith(`utm_${key}=`)),
  )
  return carried.filter((key) => templates[key] !== '').map((key) => `utm_${key}`)
}
