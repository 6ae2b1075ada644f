import { describe, expect, it } from 'vitest'
import { COUNTRIES, countryOf, googleGeoTargetId, googleLanguageId, isEu, LANGUAGES } from './geo'

describe('countries', () => {
  it('are all of ISO 3166-1, each code and number once', () => {
    expect(COUNTRIES).toHaveLength(249)
    expect(new Set(COUNTRIES.map((c) => c.code)).size).toBe(249)
    expect(new Set(COUNTRIES.map((c) => c.numeric)).size).toBe(249)
    expect(COUNTRIES.filter((c) => c.isEu)).toHaveLength(27)
  })

  it.each([
    ['US', '2840'],
    ['GB', '2826'],
    ['DE', '2276'],
    ['FR', '2250'],
    ['CZ', '2203'],
    ['RS', '2688'],
    ['SA', '2682'],
    ['JP', '2392'],
    ['NO', '2578'],
    ['SD', '2729'],
    ['TR', '2792'],
    ['no', '2578'],
  ])('%s is Google target %s', (code, id) => expect(googleGeoTargetId(code)).toBe(id))

  it('knows what is not a country, and that Norway is not in the EU', () => {
    expect(countryOf('XX')).toBeUndefined()
    expect([isEu('NO'), isEu('GB'), isEu('SE')]).toEqual([false, false, true])
  })
})

describe('languages', () => {
  it('are fifty, each id once', () => {
    expect(LANGUAGES).toHaveLength(50)
    expect(new Set(LANGUAGES.map((l) => l.googleId)).size).toBe(50)
  })
  it.each([
    ['en', '1000'],
    ['nb', '1013'],
    ['ja', '1005'],
    ['tr', '1037'],
    ['eo', undefined],
  ])('%s is %s', (code, id) => expect(googleLanguageId(code)).toBe(id))
})
