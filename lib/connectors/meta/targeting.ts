import type { AudienceRules, Location } from '@/lib/ad/schema'
import { invalid } from '@/lib/core/errors'
import type { Json } from '../define'
import type { Dict } from '../json'
import { localesOf } from './locales'

/** Who sees an ad set's ads and where. Meta's own widening of the audience is off. */
export function targetingOf(rules: AudienceRules, hasInstagram: boolean): Dict {
  const locales = rules.languages.flatMap((language) => localeNumbers(language))
  return {
    geo_locations: geoLocations(rules.locations),
    age_min: rules.ageMin ?? 18,
    age_max: rules.ageMax ?? 65,
    ...(rules.genders === 'all' ? {} : { genders: [rules.genders === 'male' ? 1 : 2] }),
    ...(locales.length > 0 ? { locales: [...new Set(locales)] } : {}),
    ...(rules.interests.length > 0
      ? { flexible_spec: [{ interests: rules.interests.map(({ id, name }) => ({ id, name })) }] }
      : {}),
    ...placements(hasInstagram),
    targeting_automation: { advantage_audience: 0 },
  }
}

const placements = (hasInstagram: boolean): Dict => ({
  publisher_platforms: hasInstagram ? ['facebook', 'instagram'] : ['facebook'],
  facebook_positions: ['feed', 'story'],
  ...(hasInstagram ? { instagram_positions: ['stream', 'story'] } : {}),
})

function localeNumbers(language: string): readonly number[] {
  const numbers = localesOf(language)
  if (!numbers)
    throw invalid('languages', `Meta's number of the language "${language}" is not known. Remove the language.`)
  return numbers
}

function geoLocations(locations: readonly Location[]): Dict {
  const keyed = (kind: Location['kind']): Json[] =>
    locations
      .filter((location) => location.kind === kind)
      .map((location) => {
        if (!location.keys.meta_ads)
          throw invalid(
            'locations',
            `Meta's key of ${location.name} is not known. Choose the place again from Meta's list.`,
          )
        return { key: location.keys.meta_ads }
      })
  const countries = [
    ...new Set(locations.filter(({ kind }) => kind === 'country').map(({ country }) => country.toUpperCase())),
  ]
  const regions = keyed('region')
  const cities = keyed('city')
  if (countries.length + regions.length + cities.length === 0)
    throw invalid('locations', 'Meta needs at least one country. Add one to the audience.')
  return {
    ...(countries.length > 0 ? { countries } : {}),
    ...(regions.length > 0 ? { regions } : {}),
    ...(cities.length > 0 ? { cities } : {}),
  }
}
