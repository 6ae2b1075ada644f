import { COUNTRY_ROWS } from './countries'
import { LANGUAGE_ROWS } from './languages'

export type Country = { code: string; numeric: number; name: string; isEu: boolean; googleId: string }
export type Language = { code: string; name: string; googleId: string }

const EU = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '))

/** All 249 countries and territories of ISO 3166-1, by English name. Google's geo target is 2000 plus the numeric code. */
export const COUNTRIES: readonly Country[] = COUNTRY_ROWS.map(([code, numeric, name]) => ({
  code,
  numeric,
  name,
  isEu: EU.has(code),
  googleId: String(2000 + numeric),
})).toSorted((a, b) => a.name.localeCompare(b.name, 'en'))

export const LANGUAGES: readonly Language[] = LANGUAGE_ROWS.map(([code, id, name]) => ({
  code,
  name,
  googleId: String(id),
})).toSorted((a, b) => a.name.localeCompare(b.name, 'en'))

const countryByCode = new Map(COUNTRIES.map((country) => [country.code, country]))
const languageByCode = new Map(LANGUAGES.map((language) => [language.code, language]))
/** Codes of the same language that browsers and older lists use. */
const sameLanguage: Record<string, string> = { nb: 'no', nn: 'no', iw: 'he', fil: 'tl', in: 'id' }

export const countryOf = (code: string): Country | undefined => countryByCode.get(code.toUpperCase())
export const languageOf = (code: string): Language | undefined =>
  languageByCode.get(sameLanguage[code.toLowerCase()] ?? code.toLowerCase())

/** Whether an alpha-2 code is a member of the European Union (EEA countries such as Norway are not). */
export const isEu = (code: string): boolean => EU.has(code.toUpperCase())

/** Id of `geoTargetConstants/…` for a country; undefined for an unknown code. */
export const googleGeoTargetId = (code: string): string | undefined => countryOf(code)?.googleId
/** Id of `languageConstants/…` for an ISO 639-1 code; undefined where Google does not target the language. */
export const googleLanguageId = (code: string): string | undefined => languageOf(code)?.googleId
