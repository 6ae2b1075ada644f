import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countFor, graphemes, hiddenCharacters, overBy, platformText, truncateFor, withoutHidden } from './text'

const CHIPS = 'New Spicy Jalapeño Chips | 20% Off'
const FAMILY = '👨‍👩‍👧'

describe('countFor', () => {
  it.each([
    ['Tasty Chips', CHIPS, 34, 34],
    ['Tasty Chips, decomposed', CHIPS.normalize('NFD'), 34, 34],
    ['empty', '', 0, 0],
    ['space around', '  Chips ', 5, 5],
    ['Japanese', '新しいチップス', 14, 7],
    ['half-width katakana', 'ﾁｯﾌﾟｽ', 5, 5],
    ['full-width Latin', 'ＡＢＣ', 6, 3],
    ['Korean', '매운 칩', 7, 4],
    ['Korean, decomposed', '매운 칩'.normalize('NFD'), 7, 4],
    ['rare Han outside the first plane', '𠮷野家', 6, 3],
    ['emoji', '🌶', 1, 1],
    ['emoji shown as a picture', '🔥', 2, 1],
    ['text symbol with a picture selector', '❤️', 2, 2],
    ['family of three', FAMILY, 8, 5],
    ['Arabic', 'رقائق حارة', 10, 10],
    ['keyword insertion', '{KeyWord:Chips} Today', 11, 21],
    ['5,000 characters', 'x'.repeat(5000), 5000, 5000],
  ])('%s', (_, text, google, meta) => {
    expect(countFor('google_ads', text)).toBe(google)
    expect(countFor('meta_ads', text)).toBe(meta)
  })

  it('counts the same for both normal forms, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const platform of ['google_ads', 'meta_ads'] as const)
          expect(countFor(platform, text.normalize('NFD'))).toBe(countFor(platform, text.normalize('NFC')))
      }),
    )
  })

  it('never counts less at Google than at Meta', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((t) => t.replace(/[{}]/g, '')),
        (text) => {
          expect(countFor('google_ads', text)).toBeGreaterThanOrEqual(countFor('meta_ads', text))
        },
      ),
    )
  })
})

describe('overBy', () => {
  it.each([
    [CHIPS, 30, 4],
    ['x'.repeat(30), 30, 0],
    ['x'.repeat(31), 30, 1],
    ['ス'.repeat(16), 30, 2],
  ])('%s over %i', (text, limit, over) => expect(overBy('google_ads', text, limit)).toBe(over))
})

describe('platformText', () => {
  it('composes, trims and joins lines', () => {
    expect(platformText('  Jalapen\u0303o \r\n chips ')).toBe('Jalapeño chips')
    expect(platformText(' one\r\n\r\ntwo ', 'lines')).toBe('one\n\ntwo')
  })
})

describe('truncateFor', () => {
  it.each([
    ['fits', 'Chips', 30, 'Chips'],
    ['cuts', CHIPS, 30, 'New Spicy Jalapeño Chips | 20…'],
    ['keeps a family whole', `ab${FAMILY}cd`, 6, 'ab…'],
    ['wide characters', 'あいうえお', 7, 'あいう…'],
  ])('%s', (_, text, limit, expected) => expect(truncateFor('google_ads', text, limit)).toBe(expected))

  it('fits the limit and never splits a grapheme', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 4, max: 40 }), (text, limit) => {
        const cut = truncateFor('google_ads', text, limit)
        expect(countFor('google_ads', cut)).toBeLessThanOrEqual(limit)
        const whole = graphemes(platformText(text, 'lines'))
        const kept = graphemes(cut.replace(/…$/, ''))
        expect(whole.slice(0, kept.length).join('').startsWith(kept.join(''))).toBe(true)
      }),
    )
  })
})

describe('hiddenCharacters', () => {
  it.each([
    ['zero width space', 'Spicy\u200bChips', ['200B']],
    ['byte order mark', '\ufeffChips', ['FEFF']],
    ['control', 'a\u0007b', ['0007']],
    ['direction override', 'abc\u202edef', ['202E']],
    ['lone joiner', 'a\u200db', ['200D']],
    ['lines and tabs are shown', 'a\n\tb', []],
    ['emoji family', FAMILY, []],
    ['emoji with skin tone', '👩🏽‍🍳', []],
    ['Persian half space', 'می\u200cخواهم', []],
    ['flag of England', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', []],
  ])('%s', (_, text, codes) => expect(hiddenCharacters(text).map((h) => h.code)).toEqual(codes))

  it('leaves nothing to report once removed, and no other text touched', () => {
    expect(withoutHidden('\ufeffSpicy\u200b Chips')).toBe('Spicy Chips')
    expect(withoutHidden(FAMILY)).toBe(FAMILY)
  })
})
