import type { SandboxReply, SandboxRequest } from '../define'
import { hash32 } from '@/lib/core/random'
import { refuse } from './error'
import { word, words } from './json'
import { limitOf } from './page'
import { paramsOf } from './request'
import { INTERESTS, PLACES } from './search-data'
import { list, one, text } from './schema/type'

/** `GET /search`: interests and places for audiences. */

const TYPES = [
  'adinterest',
  'adgeolocation',
  'adlocale',
  'adinterestvalid',
  'adinterestsuggestion',
  'adTargetingCategory',
  'adcountry',
  'adgeolocationmeta',
] as const
const SEARCH = {
  type: one(TYPES),
  q: text,
  location_types: list(one(['country', 'country_group', 'region', 'city', 'zip', 'geo_market', 'electoral_district'])),
  country_code: text,
  interest_list: list(text),
  interest_fbid_list: list(text),
  region_id: text,
}

const folded = (value: string): string => value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const LOCALES: [number, string][] = [
  [6, 'English (US)'],
  [24, 'English (UK)'],
  [1001, 'English (All)'],
  [5, 'German'],
  [9, 'French (France)'],
  [44, 'French (Canada)'],
  [23, 'Spanish'],
  [10, 'Italian'],
  [14, 'Dutch'],
  [13, 'Norwegian (bokmal)'],
  [18, 'Swedish'],
  [3, 'Danish'],
  [4, 'Finnish'],
  [11, 'Japanese'],
  [15, 'Polish'],
  [31, 'Portuguese (Portugal)'],
]

function interest(name: string, path: string) {
  const size = 2_000_000 + (hash32(name) % 400_000_000)
  return {
    id: `600${String(hash32(name, 3)).padStart(10, '0')}`,
    name,
    audience_size_lower_bound: Math.round(size * 0.85),
    audience_size_upper_bound: size,
    path: ['Interests', path, name],
    description: '',
    topic: path,
  }
}

function interests(q: string): unknown[] {
  return INTERESTS.filter(([name]) => folded(name).includes(folded(q))).map(([name, path]) => interest(name, path))
}

function places(q: string, types: readonly string[], country: string): unknown[] {
  return PLACES.filter(
    (place) =>
      folded(place.name).startsWith(folded(q)) &&
      (types.length === 0 || types.includes(place.type)) &&
      (country === '' || place.country_code === country),
  ).map((place) => ({ supports_region: place.type === 'city', supports_city: false, ...place }))
}

export function search(request: SandboxRequest): SandboxReply {
  const params = paramsOf(request, SEARCH, ['type'])
  const [type, q] = [word(params['type']), word(params['q'])]
  const limit = limitOf(request)
  const answer = (rows: unknown[]): SandboxReply => ({ status: 200, body: { data: rows.slice(0, limit) } })
  switch (type) {
    case 'adinterest':
      return q === ''
        ? refuse({ message: '(#100) The parameter q is required', code: 100, field: ['q'] })
        : answer(interests(q))
    case 'adgeolocation':
      return answer(places(q, words(params['location_types']), word(params['country_code'])))
    case 'adlocale':
      return answer(
        LOCALES.filter(([, name]) => folded(name).includes(folded(q))).map(([key, name]) => ({ key, name })),
      )
    case 'adcountry':
      return answer(places(q, ['country'], ''))
    default:
      return refuse({ message: `(#100) The search type ${type} has no data here.`, code: 100, field: ['type'] })
  }
}
