import { AGE_MAX, AGE_MIN, GOOGLE_AGES, googleAges } from '@/lib/ad/age'
import type { AudienceRules, Location } from '@/lib/ad/schema'
import { invalid } from '@/lib/core/errors'
import { googleGeoTargetId, googleLanguageId } from '@/lib/ad/geo'

/** Bands that lie wholly outside the ages. People of unknown age stay in: leaving them out loses much of the reach. */
export function excludedAges({ ageMin, ageMax }: Pick<AudienceRules, 'ageMin' | 'ageMax'>): string[] {
  const kept = googleAges(ageMin ?? AGE_MIN, ageMax ?? AGE_MAX)?.ranges ?? []
  return GOOGLE_AGES.filter((range) => !kept.includes(range)).map(({ key }) => key)
}

export const excludedGenders = (genders: AudienceRules['genders']): string[] =>
  genders === 'all' ? [] : [genders === 'female' ? 'MALE' : 'FEMALE']

export function geoTarget(location: Location): string {
  const id = location.kind === 'country' ? googleGeoTargetId(location.country) : location.keys.google_ads
  if (!id)
    throw invalid(
      'locations',
      `Google's id of ${location.name} is not known. Choose the place again from Google's list.`,
    )
  return `geoTargetConstants/${id}`
}

export function languageConstant(code: string): string {
  const id = googleLanguageId(code)
  if (!id) throw invalid('languages', `Google cannot target the language "${code}". Remove it.`)
  return `languageConstants/${id}`
}
