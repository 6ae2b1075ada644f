import { describe, expect, it } from 'vitest'
import { check } from './check'
import { changed, rules, keyword, without, both, eu, find, type Change } from './fixtures/change'
import { chipsContext } from './fixtures/tasty-chips'

describe('audience', () => {
  it.each<[string, Change, string, 'blocks' | 'check', string, string]>([
    [
      'no place',
      (d) => (rules(d).locations = []),
      'location_missing',
      'blocks',
      'units.0.rules.locations',
      'at least one',
    ],
    [
      'an unknown country',
      (d) => (rules(d).locations = [{ kind: 'country', name: 'Atlantis', country: 'XQ', keys: {} }]),
      'country_unknown',
      'blocks',
      'units.0.rules.locations.0',
      'Atlantis',
    ],
    [
      'a city without a key',
      (d) => (rules(d).locations = [{ kind: 'city', name: 'Bergen', country: 'NO', keys: { google_ads: '1010826' } }]),
      'location_key',
      'blocks',
      'units.0.rules.locations.0',
      'Meta does not know "Bergen"',
    ],
    [
      'a city in its country',
      (d) =>
        rules(d).locations.push({
          kind: 'city',
          name: 'Austin',
          country: 'US',
          keys: { google_ads: '1', meta_ads: '2' },
        }),
      'location_inside',
      'check',
      'units.0.rules.locations.1',
      'Austin lies in United States',
    ],
    ['no youngest age', (d) => (rules(d).ageMin = null), 'age_range', 'blocks', 'units.0.rules.ageMin', 'is empty'],
    ['12 years', (d) => (rules(d).ageMin = 12), 'age_range', 'blocks', 'units.0.rules.ageMin', '13 to 65'],
    ['70 years', (d) => (rules(d).ageMax = 70), 'age_range', 'blocks', 'units.0.rules.ageMax', '65 and over'],
    [
      'turned round',
      (d) => Object.assign(rules(d), { ageMin: 40, ageMax: 30 }),
      'age_range',
      'blocks',
      'units.0.rules.ageMin',
      'Swap',
    ],
    [
      '21 to 54 at Google',
      (d) => (rules(d).ageMin = 21),
      'age_google',
      'check',
      'units.0.rules.ageMin',
      'Google has no range 21 to 54; there it becomes 18 to 54. Start at 25',
    ],
    [
      '13 to 17 at Google',
      (d) => Object.assign(rules(d), { ageMin: 13, ageMax: 17 }),
      'age_google',
      'blocks',
      'units.0.rules.ageMax',
      'nobody under 18',
    ],
    [
      '16 and over at Google',
      (d) => Object.assign(rules(d), { ageMin: 16, ageMax: 65 }),
      'age_google',
      'check',
      'units.0.rules.ageMin',
      'becomes 18 and over',
    ],
    [
      'minors by gender',
      (d) => Object.assign(rules(d), { ageMin: 16, genders: 'female' }),
      'minors',
      'blocks',
      'units.0.rules.ageMin',
      'under 18',
    ],
    [
      'interests at Google',
      (d) =>
        (rules(d).interests = [
          { id: '1', name: 'Snacks' },
          { id: '2', name: 'Chili' },
        ]),
      'interests_google',
      'check',
      'units.0.rules.interests',
      'the 2 interests reach Meta only',
    ],
    [
      'no keyword',
      (d) => (rules(d).keywords = []),
      'keyword_missing',
      'blocks',
      'units.0.rules.keywords',
      'at least one',
    ],
    [
      'keywords at Meta alone',
      without('google_ads'),
      'keywords_meta',
      'check',
      'units.0.rules.keywords',
      '1 keyword is for Google only',
    ],
    ['a keyword of 81', keyword('x'.repeat(81)), 'keyword_long', 'blocks', 'units.0.rules.keywords.0.text', '81 of 80'],
    [
      'a keyword of 11 words',
      keyword('a b c d e f g h i j k'),
      'keyword_words',
      'blocks',
      'units.0.rules.keywords.0.text',
      '11 words',
    ],
    [
      'forbidden characters',
      keyword('chips, 50% off!'),
      'keyword_characters',
      'blocks',
      'units.0.rules.keywords.0.text',
      'has , % !',
    ],
    [
      'match type marks',
      keyword('[spicy chips]'),
      'keyword_marks',
      'blocks',
      'units.0.rules.keywords.0.text',
      'choose exact match',
    ],
    ['a modifier', keyword('+spicy +chips'), 'keyword_marks', 'blocks', 'units.0.rules.keywords.0.text', 'has a +'],
    [
      'a keyword twice',
      (d) => rules(d).keywords.push({ text: 'Spicy  Jalapeño Chips', match: 'phrase' }),
      'keyword_twice',
      'check',
      'units.0.rules.keywords.1.text',
      'twice',
    ],
    [
      'an unknown language',
      (d) => (rules(d).languages = ['en', 'eo']),
      'language_unknown',
      'blocks',
      'units.0.rules.languages.1',
      '"eo"',
    ],
    [
      'housing by age',
      (d) => (d.declarations.specialCategory = 'housing'),
      'special_category',
      'blocks',
      'units.0.rules.ageMin',
      'set it to 18 to 65',
    ],
    [
      'gambling',
      (d) => (d.declarations.specialCategory = 'gambling'),
      'permission_needed',
      'check',
      'declarations.specialCategory',
      'authorised',
    ],
    [
      'no answer on EU politics',
      (d) => (d.declarations.euPolitical = null),
      'eu_political_missing',
      'blocks',
      'declarations.euPolitical',
      'political advertising',
    ],
    [
      'EU politics in the EU',
      both(eu, (d) => (d.declarations.euPolitical = true)),
      'eu_political',
      'blocks',
      'declarations.euPolitical',
      'do not run',
    ],
    [
      'EU politics elsewhere',
      (d) => (d.declarations.euPolitical = true),
      'eu_political',
      'check',
      'declarations.euPolitical',
      'never shown in the EU',
    ],
    [
      'Germany without a beneficiary',
      both(eu, (d) => (d.declarations.dsaPayor = 'Tasty Chips Inc.')),
      'dsa_missing',
      'blocks',
      'declarations.dsaBeneficiary',
      'who benefits',
    ],
    ['no audience', (d) => (d.units = []), 'unit_missing', 'blocks', 'units', 'no audience'],
  ])('%s', (_, change, code, severity, path, message) => {
    expect(find(changed(change), code)).toMatchObject({
      severity,
      path,
      step: 'audience',
      message: expect.stringContaining(message),
    })
  })
  it('keeps places and languages the same in all audiences of Google', () => {
    const draft = changed((d) => {
      const [unit] = d.units
      if (unit) d.units.push({ ...unit, key: 'unit-2', rules: { ...unit.rules, languages: ['es'] } })
    })
    expect(find(draft, 'shared_targeting')).toMatchObject({ severity: 'blocks', path: 'units.1.rules.languages' })
    without('google_ads')(draft)
    expect(find(draft, 'shared_targeting')).toBeUndefined()
  })
  it('asks nothing of the EU for Norway at Meta', () => {
    const norway: Change = (d) =>
      void (rules(d).locations = [{ kind: 'country', name: 'Norway', country: 'NO', keys: {} }])
    const draft = changed(both(without('google_ads'), norway, (d) => (d.declarations.euPolitical = null)))
    expect(check(draft, chipsContext()).filter((i) => i.path.startsWith('declarations'))).toEqual([])
  })
})
