import { invalidParameter, missingParameter } from './error'
import { array, dict, word, words } from './json'
import { EU } from './schema/enums'
import type { Params } from './schema/type'

/** Rules of an audience that the table of types cannot say. */

const RESTRICTED = ['HOUSING', 'EMPLOYMENT', 'FINANCIAL_PRODUCTS_SERVICES']
const PLACES = [
  'countries',
  'regions',
  'cities',
  'zips',
  'geo_markets',
  'country_groups',
  'custom_locations',
  'places',
  'metro_areas',
  'subcities',
  'neighborhoods',
  'electoral_districts',
]

/** Two-letter countries that an audience reaches, as far as it names them. */
function countriesOf(targeting: unknown): string[] {
  const geo = dict(dict(targeting)['geo_locations'])
  const within = ['regions', 'cities', 'zips', 'places', 'custom_locations'].flatMap((kind) =>
    array(geo[kind]).map((place) => word(dict(place)['country'])),
  )
  return [...words(geo['countries']), ...within].filter(Boolean)
}

function checkGeo(targeting: Params): void {
  const geo = dict(targeting['geo_locations'])
  const isPlaced = PLACES.some((kind) => array(geo[kind]).length > 0)
  if (!isPlaced && array(targeting['custom_audiences']).length === 0)
    invalidParameter('targeting', 'Location Is Missing', 'Choose at least one location for your audience.')
  const odd = words(geo['countries']).find((code) => !/^[A-Z]{2}$/.test(code))
  if (odd !== undefined)
    invalidParameter('targeting', 'Country Is Not Valid', `"${odd}" is not an ISO 3166-1 country code.`)
}

function checkAges(targeting: Params): void {
  const [low, high] = [word(targeting['age_min']), word(targeting['age_max'])]
  for (const [key, value] of [
    ['age_min', low],
    ['age_max', high],
  ] as const)
    if (value !== '' && (Number(value) < 13 || Number(value) > 65))
      invalidParameter('targeting', 'Age Is Not Valid', `${key} must be between 13 and 65.`)
  if (low !== '' && high !== '' && Number(low) > Number(high))
    invalidParameter('targeting', 'Age Is Not Valid', 'age_min must not be greater than age_max.')
  const isAutomatic = word(dict(targeting['targeting_automation'])['advantage_audience']) === '1'
  if (isAutomatic && (Number(low || 18) > 25 || (high !== '' && Number(high) < 65)))
    invalidParameter(
      'targeting',
      'Age Cannot Be Limited',
      'With Advantage+ audience age_min may be at most 25 and age_max must be 65.',
    )
}

function checkSpecial(targeting: Params, categories: readonly string[]): void {
  const special = categories.find((category) => RESTRICTED.includes(category))
  if (!special) return
  const isWide = Number(word(targeting['age_min']) || 18) === 18 && Number(word(targeting['age_max']) || 65) === 65
  if (!isWide)
    invalidParameter(
      'targeting',
      'Audience Cannot Be Limited',
      `Ads of the category ${special} must reach all adults of 18 to 65+.`,
    )
  if (new Set(words(targeting['genders'])).size === 1)
    invalidParameter(
      'targeting',
      'Audience Cannot Be Limited',
      `Ads of the category ${special} must reach all genders.`,
    )
  if (array(dict(targeting['geo_locations'])['zips']).length > 0)
    invalidParameter(
      'targeting',
      'Audience Cannot Be Limited',
      `Ads of the category ${special} cannot target postal codes.`,
    )
}

export function checkAudience(value: unknown, categories: readonly string[]): void {
  const targeting = dict(value)
  checkGeo(targeting)
  checkAges(targeting)
  checkSpecial(targeting, categories)
}

/** In the European Union the law wants who benefits from an ad and who pays for it. */
export function checkDisclosure(params: Params): void {
  if (!countriesOf(params['targeting']).some((country) => EU.includes(country))) return
  for (const field of ['dsa_beneficiary', 'dsa_payor']) if (word(params[field]).trim() === '') missingParameter(field)
}
