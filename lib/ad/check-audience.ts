import { ageLabel, AGE_MAX, AGE_MIN, googleAges } from './age'
import { countryOf, languageOf } from './geo'
import { isConnected, plural, PLATFORM_NAMES, unitLabel, type Issue } from './issue'
import { localesOf } from '@/lib/connectors/meta/locales'
import { checkDeclarations } from './check-declarations'
import { checkKeywords } from './check-keywords'
import { PLATFORMS, type AdDraft, type AudienceRules, type BuildPlatform, type Location } from './schema'

/** Everything about the audiences: places, ages, languages, interests and keywords, and the declarations that places ask for. */
export function checkAudience(draft: AdDraft): Issue[] {
  if (draft.units.length === 0)
    return [
      {
        code: 'unit_missing',
        step: 'audience',
        severity: 'blocks',
        path: 'units',
        message: 'There is no audience. Add one: it becomes an ad group at Google and an ad set at Meta.',
        action: { label: 'Add an audience', path: 'units' },
      },
    ]
  return [
    ...draft.units.flatMap((unit, i) => checkUnit(draft, unit.rules, i)),
    ...checkShared(draft),
    ...checkDeclarations(draft),
  ]
}

export type Rule = {
  code: string
  severity: Issue['severity']
  message: string
  platform?: BuildPlatform
  label?: string
}

function checkUnit(draft: AdDraft, rules: AudienceRules, index: number): Issue[] {
  const path = `units.${index}.rules`
  const label = unitLabel(draft, index)
  const say = (field: string, rule: Rule): Issue => ({
    code: rule.code,
    step: 'audience',
    severity: rule.severity,
    path: `${path}.${field}`,
    message: `${label}: ${rule.message}`,
    ...(rule.platform ? { platform: rule.platform } : {}),
    action: { label: rule.label ?? `Go to ${label.toLowerCase()}`, path: `${path}.${field}` },
  })
  return [
    ...checkLocations(draft, rules.locations).map(([field, rule]) => say(field, rule)),
    ...checkAges(draft, rules).map(([field, rule]) => say(field, rule)),
    ...checkLanguages(draft, rules).map(([field, rule]) => say(field, rule)),
    ...checkPlatformOnly(draft, rules).map(([field, rule]) => say(field, rule)),
    ...checkSpecialCategory(draft, rules).map(([field, rule]) => say(field, rule)),
    ...checkKeywords(draft, rules).map(([field, rule]) => say(field, rule)),
  ]
}

export type FieldRule = [field: string, rule: Rule]

function checkLocations(draft: AdDraft, locations: readonly Location[]): FieldRule[] {
  if (locations.length === 0)
    return [
      [
        'locations',
        {
          code: 'location_missing',
          severity: 'blocks',
          message: 'no location. Choose at least one country.',
          label: 'Add a location',
        },
      ],
    ]
  const countries = new Set(locations.filter((l) => l.kind === 'country').map((l) => l.country))
  const seen = new Set<string>()
  return locations.flatMap((location, i): FieldRule[] => {
    const field = `locations.${i}`
    const key = location.kind === 'country' ? location.country : `${location.kind} ${location.country} ${location.name}`
    const isAgain = seen.has(key)
    seen.add(key)
    if (!countryOf(location.country))
      return [
        [
          field,
          {
            code: 'country_unknown',
            severity: 'blocks',
            message: `"${location.country}" is not a country. Choose ${location.name || 'the place'} from the list again.`,
          },
        ],
      ]
    if (isAgain)
      return [
        [
          field,
          { code: 'location_twice', severity: 'check', message: `${location.name} is listed twice. Remove one.` },
        ],
      ]
    if (location.kind === 'country') return []
    const inside = countries.has(location.country)
      ? [
          [
            field,
            {
              code: 'location_inside',
              severity: 'check',
              message: `${location.name} lies in ${countryOf(location.country)?.name}, which is chosen as a whole. Remove one of them.`,
            },
          ] satisfies FieldRule,
        ]
      : []
    return [...inside, ...missingKeys(draft, location).map((rule): FieldRule => [field, rule])]
  })
}

/** Regions and cities are targeted by the platform's own key. */
function missingKeys(draft: AdDraft, location: Location): Rule[] {
  const without = PLATFORMS.filter((p) => isConnected(draft, p) && !location.keys[p])
  return without.map((platform) => ({
    code: 'location_key',
    severity: 'blocks',
    platform,
    message: `${PLATFORM_NAMES[platform]} does not know "${location.name}" by this choice. Choose it from ${PLATFORM_NAMES[platform]}'s list, or use the country.`,
  }))
}

function checkAges(draft: AdDraft, { ageMin, ageMax, genders, interests }: AudienceRules): FieldRule[] {
  const range = (field: string, message: string): FieldRule[] => [
    [field, { code: 'age_range', severity: 'blocks', message, label: 'Go to age' }],
  ]
  if (ageMin === null)
    return range('ageMin', `the youngest age is empty. Write a number from ${AGE_MIN} to ${AGE_MAX}.`)
  if (ageMax === null)
    return range(
      'ageMax',
      `the oldest age is empty. Write a number from ${AGE_MIN} to ${AGE_MAX}; ${AGE_MAX} means ${AGE_MAX} and over.`,
    )
  if (ageMin < AGE_MIN || ageMin > AGE_MAX)
    return range('ageMin', `the youngest age is ${ageMin}. Platforms take ${AGE_MIN} to ${AGE_MAX}.`)
  if (ageMax < AGE_MIN || ageMax > AGE_MAX)
    return range(
      'ageMax',
      `the oldest age is ${ageMax}. Platforms take ${AGE_MIN} to ${AGE_MAX}; ${AGE_MAX} means ${AGE_MAX} and over.`,
    )
  if (ageMin > ageMax) return range('ageMin', `the youngest age ${ageMin} is above the oldest, ${ageMax}. Swap them.`)
  const rules: FieldRule[] = []
  if (isConnected(draft, 'google_ads')) rules.push(...checkGoogleAges(ageMin, ageMax))
  if (isConnected(draft, 'meta_ads') && ageMin < 18 && (genders !== 'all' || interests.length > 0))
    rules.push([
      'ageMin',
      {
        code: 'minors',
        severity: 'blocks',
        platform: 'meta_ads',
        message:
          'Meta lets ads reach people under 18 by place and age alone. Start at 18, or remove the gender and the interests.',
      },
    ])
  return rules
}

function checkGoogleAges(min: number, max: number): FieldRule[] {
  const google = googleAges(min, max)
  if (!google)
    return [
      [
        'ageMax',
        {
          code: 'age_google',
          severity: 'blocks',
          platform: 'google_ads',
          message: `Google targets nobody under 18. Raise the oldest age, or leave Google out.`,
        },
      ],
    ]
  if (google.min === min && google.max === max) return []
  const hint = google.min < min ? ` Start at ${google.ranges[1]?.min ?? google.min} to leave younger people out.` : ''
  const reason = min < 18 ? 'Google targets nobody under 18' : `Google has no range ${ageLabel(min, max)}`
  return [
    [
      'ageMin',
      {
        code: 'age_google',
        severity: 'check',
        platform: 'google_ads',
        message: `${reason}; there it becomes ${ageLabel(google.min, google.max)}.${hint}`,
      },
    ],
  ]
}

function checkLanguages(draft: AdDraft, rules: AudienceRules): FieldRule[] {
  const targets = {
    google_ads: (code: string) => languageOf(code) !== undefined,
    meta_ads: (code: string) => localesOf(code) !== undefined,
  }
  return PLATFORMS.filter((platform) => isConnected(draft, platform)).flatMap((platform) =>
    rules.languages.flatMap((code, i): FieldRule[] => {
      if (targets[platform](code)) return []
      const name = languageOf(code)?.name ?? `"${code}"`
      const message = `${PLATFORM_NAMES[platform]} cannot be told to target the language ${name} by Paceline. Remove it.`
      return [[`languages.${i}`, { code: 'language_unknown', severity: 'blocks', platform, message }]]
    }),
  )
}

/** What one platform cannot use is said, not dropped in silence. */
function checkPlatformOnly(draft: AdDraft, rules: AudienceRules): FieldRule[] {
  const google = isConnected(draft, 'google_ads')
  const meta = isConnected(draft, 'meta_ads')
  const keywords = rules.keywords.filter((keyword) => keyword.text.trim() !== '').length
  const found: FieldRule[] = []
  if (google && rules.interests.length > 0) {
    const rest = meta
      ? `the ${plural(rules.interests.length, 'interest')} ${rules.interests.length === 1 ? 'reaches' : 'reach'} Meta only`
      : 'they are not used'
    found.push([
      'interests',
      {
        code: 'interests_google',
        severity: 'check',
        platform: 'google_ads',
        message: `Google Search cannot target interests; ${rest}.`,
      },
    ])
  }
  if (meta && !google && keywords > 0)
    found.push([
      'keywords',
      {
        code: 'keywords_meta',
        severity: 'check',
        platform: 'meta_ads',
        message: `Meta does not use keywords; the ${plural(keywords, 'keyword')} ${keywords === 1 ? 'is' : 'are'} for Google only.`,
      },
    ])
  return found
}

const LIMITED = new Set(['housing', 'employment', 'financial'])

/** Housing, employment and financial offers must be shown to all alike. */
function checkSpecialCategory(draft: AdDraft, rules: AudienceRules): FieldRule[] {
  const { specialCategory } = draft.declarations
  if (!LIMITED.has(specialCategory)) return []
  const meta = isConnected(draft, 'meta_ads')
  const narrowed: [field: string, what: string][] = []
  const isNarrow = meta
    ? rules.ageMin !== 18 || rules.ageMax !== AGE_MAX
    : (rules.ageMin ?? 18) > 18 || (rules.ageMax ?? AGE_MAX) < AGE_MAX
  if (isNarrow) narrowed.push(['ageMin', `age: set it to 18 to ${AGE_MAX}`])
  if (rules.genders !== 'all') narrowed.push(['genders', 'gender: set it to all'])
  if (meta && rules.interests.length > 0) narrowed.push(['interests', 'interests: remove them'])
  const both = meta && isConnected(draft, 'google_ads')
  const who = both ? 'platforms forbid' : `${PLATFORM_NAMES[meta ? 'meta_ads' : 'google_ads']} forbids`
  return narrowed.map(([field, what]): FieldRule => [
    field,
    {
      code: 'special_category',
      severity: 'blocks',
      message: `for ${specialCategory} offers ${who} narrowing by ${what}.`,
      ...(both ? {} : { platform: meta ? 'meta_ads' : 'google_ads' }),
    },
  ])
}

/** Google keeps places and languages for the whole campaign. */
function checkShared(draft: AdDraft): Issue[] {
  const [first, ...others] = draft.units
  if (!first || !isConnected(draft, 'google_ads')) return []
  const places = (rules: AudienceRules): string =>
    rules.locations
      .map((l) => `${l.kind} ${l.country} ${l.keys.google_ads ?? l.name}`)
      .toSorted()
      .join()
  const differs = (field: 'locations' | 'languages', value: (rules: AudienceRules) => string): Issue[] =>
    others.flatMap((unit, i): Issue[] => {
      if (value(unit.rules) === value(first.rules)) return []
      const path = `units.${i + 1}.rules.${field}`
      const message = `Audience ${i + 2} has other ${field} than audience 1, and Google keeps them for the whole campaign. Make them the same, or build a campaign for each.`
      return [
        {
          code: 'shared_targeting',
          step: 'audience',
          severity: 'blocks',
          platform: 'google_ads',
          path,
          message,
          action: { label: `Go to audience ${i + 2}`, path },
        },
      ]
    })
  return [...differs('locations', places), ...differs('languages', (rules) => rules.languages.toSorted().join())]
}
