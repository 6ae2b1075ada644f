import { COUNTRIES } from '@/lib/ad/geo'
import type { JsonObject } from './json'

/* Places that can be targeted: all countries, and some regions and cities so that a search finds something. */

export type Place = {
  id: string
  name: string
  country: string
  type: 'Country' | 'City' | 'State' | 'Region'
  reach: number
}

const place = (id: number, name: string, country: string, type: Place['type'], reach: number): Place => ({
  id: String(id),
  name,
  country,
  type,
  reach,
})

const PLACES: readonly Place[] = [
  place(1003854, 'Berlin', 'DE', 'City', 4_100_000),
  place(1004234, 'Munich', 'DE', 'City', 2_200_000),
  place(1004437, 'Hamburg', 'DE', 'City', 2_400_000),
  place(20227, 'Bavaria', 'DE', 'State', 11_000_000),
  place(1006886, 'London', 'GB', 'City', 9_900_000),
  place(1006094, 'Paris', 'FR', 'City', 6_800_000),
  place(1005493, 'Madrid', 'ES', 'City', 5_100_000),
  place(1005424, 'Barcelona', 'ES', 'City', 4_000_000),
  place(1010543, 'Amsterdam', 'NL', 'City', 2_300_000),
  place(1012511, 'Stockholm', 'SE', 'City', 2_200_000),
  place(1010826, 'Oslo', 'NO', 'City', 1_300_000),
  place(1010820, 'Bergen', 'NO', 'City', 480_000),
  place(1005010, 'Copenhagen', 'DK', 'City', 1_700_000),
  place(1023191, 'New York', 'US', 'City', 14_600_000),
  place(21167, 'New York', 'US', 'State', 26_000_000),
  place(1013962, 'Los Angeles', 'US', 'City', 9_800_000),
  place(1014221, 'San Francisco', 'US', 'City', 4_400_000),
  place(1016367, 'Chicago', 'US', 'City', 6_500_000),
  place(21137, 'California', 'US', 'State', 45_000_000),
  place(21147, 'Illinois', 'US', 'State', 14_000_000),
  place(21176, 'Texas', 'US', 'State', 33_000_000),
  place(1002451, 'Toronto', 'CA', 'City', 5_300_000),
  place(1000286, 'Sydney', 'AU', 'City', 5_000_000),
  place(1009309, 'Tokyo', 'JP', 'City', 14_000_000),
  place(1009540, 'Osaka', 'JP', 'City', 5_600_000),
  ...COUNTRIES.map(({ numeric, name, code }) => place(2000 + numeric, name, code, 'Country', 10_000_000)),
]

const byId = new Map(PLACES.map((known) => [known.id, known]))

export const findPlace = (id: string): Place | undefined => byId.get(id)
export const allPlaces = (): readonly Place[] => PLACES

const countryName = new Map(COUNTRIES.map(({ code, name }) => [code, name]))
const countryId = new Map(COUNTRIES.map(({ code, googleId }) => [code, googleId]))

/** A place as `geo_target_constant`. */
export const placeRow = ({ id, name, country, type }: Place): JsonObject => ({
  resourceName: `geoTargetConstants/${id}`,
  id,
  name,
  countryCode: country,
  targetType: type,
  status: 'ENABLED',
  canonicalName: type === 'Country' ? name : `${name},${countryName.get(country) ?? country}`,
  parentGeoTarget: type === 'Country' ? undefined : `geoTargetConstants/${countryId.get(country)}`,
})

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim()

/** Places whose names begin with one of the texts (exact ones first), in one country if that is named. */
export function suggestPlaces(names: string[], country: string | undefined): { place: Place; term: string }[] {
  return names.flatMap((term) => {
    const wanted = plain(term)
    if (wanted === '') return []
    return PLACES.filter((known) => (!country || known.country === country) && plain(known.name).startsWith(wanted))
      .toSorted((a, b) => a.name.length - b.name.length || b.reach - a.reach)
      .slice(0, 10)
      .map((found) => ({ place: found, term }))
  })
}

export const suggestionRow =
  (locale: string) =>
  ({ place: found, term }: { place: Place; term: string }): JsonObject => ({
    locale,
    reach: String(found.reach),
    searchTerm: term,
    geoTargetConstant: placeRow(found),
  })
