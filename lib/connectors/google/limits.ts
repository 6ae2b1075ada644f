import type { CampaignSpec, UnitSpec } from '@/lib/ad/spec'
import type { SpecLimit } from '../define'
import { googleGeoTargetId, googleLanguageId } from '@/lib/ad/geo'

/** Where a Google Search campaign cannot be as specified (`block`), or will differ from it (`note`). */
export function googleLimits(spec: CampaignSpec): SpecLimit[] {
  return [...schedule(spec), ...declared(spec), ...sharedTargeting(spec.units), ...spec.units.flatMap(unit)]
}

const block = (path: string, message: string): SpecLimit => ({ level: 'block', path, message })
const note = (path: string, message: string): SpecLimit => ({ level: 'note', path, message })

/** Google takes a budget for the whole run only between two fixed dates. */
function schedule(spec: CampaignSpec): SpecLimit[] {
  if (spec.budget.type !== 'lifetime') return []
  const found: SpecLimit[] = []
  if (!spec.startsOn)
    found.push(block('startsOn', 'A Google lifetime budget needs a start date. Enter one, or choose a daily budget.'))
  if (!spec.endsOn)
    found.push(block('endsOn', 'A Google lifetime budget needs an end date. Enter one, or choose a daily budget.'))
  return found
}

function declared(spec: CampaignSpec): SpecLimit[] {
  const found: SpecLimit[] = []
  if (spec.declarations.euPolitical === null)
    found.push(
      block(
        'declarations.euPolitical',
        'Google takes no campaign without it: say whether the ads are EU political advertising.',
      ),
    )
  const category = spec.declarations.specialCategory
  const isNarrow = spec.units.some(({ rules }) => rules.genders !== 'all' || isAgeNarrow(rules.ageMin, rules.ageMax))
  if (['housing', 'employment', 'financial'].includes(category) && isNarrow)
    found.push(
      block(
        'declarations.specialCategory',
        `Google does not let ${category} ads choose age or gender. Set both to all.`,
      ),
    )
  return found
}

const isAgeNarrow = (min: number | null, max: number | null): boolean => (min ?? 18) > 18 || (max ?? 65) < 65

/** Google Search keeps places and languages for the whole campaign. */
function sharedTargeting(units: readonly UnitSpec[]): SpecLimit[] {
  const [first, ...others] = units
  if (!first) return [block('units', 'A Google campaign needs an audience. Add one.')]
  const found: SpecLimit[] = []
  const places = (u: UnitSpec) =>
    u.rules.locations
      .map((l) => `${l.kind}:${l.country}:${l.keys.google_ads ?? l.name}`)
      .sort()
      .join()
  if (others.some((other) => places(other) !== places(first)))
    found.push(
      block(
        'units.locations',
        'Google keeps places for the whole campaign. Give every audience the same places, or build one campaign for each.',
      ),
    )
  if (others.some((other) => [...other.rules.languages].sort().join() !== [...first.rules.languages].sort().join()))
    found.push(
      block(
        'units.languages',
        'Google keeps languages for the whole campaign. Give every audience the same languages, or build one campaign for each.',
      ),
    )
  return found
}

function unit({ key, name, rules, ads }: UnitSpec): SpecLimit[] {
  const path = `units.${key}`
  const found: SpecLimit[] = []
  if (rules.keywords.every((keyword) => keyword.text.trim() === ''))
    found.push(block(`${path}.keywords`, `"${name}" has no keyword: Google would never show its ads. Add one.`))
  if (ads.length > 3)
    found.push(
      block(
        `${path}.ads`,
        `Google shows at most 3 search ads of one ad group, "${name}" has ${ads.length}. Remove some.`,
      ),
    )
  for (const location of rules.locations) {
    if (location.kind === 'country' ? googleGeoTargetId(location.country) === undefined : !location.keys.google_ads)
      found.push(
        block(
          `${path}.locations`,
          `Google's id of ${location.name} is not known. Choose the place again from Google's list, or use its country.`,
        ),
      )
  }
  for (const language of rules.languages)
    if (googleLanguageId(language) === undefined)
      found.push(block(`${path}.languages`, `Google cannot target the language "${language}". Remove it.`))
  if ((rules.ageMax ?? 65) < 18)
    found.push(block(`${path}.ageMax`, 'Google shows no ads to people under 18. Set the highest age to 18 or more.'))
  else if (isAgeNarrow(rules.ageMin, rules.ageMax)) found.push(note(`${path}.ageMin`, AGE_NOTE))
  return found
}

const AGE_NOTE =
  'Google targets ages in bands (18, 25, 35, 45, 55, 65 and over) and still shows ads to people whose age it does not know.'
