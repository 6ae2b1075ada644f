import { describe, expect, it } from 'vitest'
import { inkOn, tintOf } from './tint'
import { captionPieces, feedText, firstText, handleOf, summary, textsAt } from './words'

const pinned = (...texts: string[]) => texts.map((text) => ({ text, pin: null }))

describe('texts', () => {
  it.each([
    ['a\r\nb', 'a\nb'],
    ['a\n\nb', 'a\n\nb'],
    ['a\n\n\n\nb', 'a\n\nb'],
    ['a\n  \n \t \nb', 'a\n\nb'],
    ['\n\n a \n\n', 'a'],
    ['  ', ''],
  ])('sets %j as %j', (typed, shown) => expect(feedText(typed)).toBe(shown))

  it('takes the first headline that says something', () => {
    expect(firstText(pinned('', '  ', ' Crunch \n now '))).toBe('Crunch now')
    expect(firstText(pinned('', ''))).toBe('')
    expect(firstText([])).toBe('')
  })

  it('drops positions that are empty or gone', () => {
    expect(textsAt(pinned('One', '', 'Three'), [2, 1, 0, 9])).toEqual(['Three', 'One'])
  })
})

describe('handleOf', () => {
  it.each([
    [{ name: 'Tasty Chips Co.' }, 'tastychipsco'],
    [{ name: 'Tasty', handle: '@TastyChips' }, 'tastychips'],
    [{ name: 'Café Zoë', handle: '' }, 'cafezoe'],
    [{ name: '東京がラーメン' }, '東京がラーメン'],
    [{ name: '', handle: '@' }, ''],
  ])('%j is %s', (identity, handle) => expect(handleOf(identity)).toBe(handle))
})

describe('captionPieces', () => {
  it.each([
    ['Crunch #chips, @tasty.chips.', ['#chips', '@tasty.chips']],
    ['mail me@tasty.co or #1 pick', ['#1']],
    ['#日本語 и #чипсы', ['#日本語', '#чипсы']],
    ['no tags # @ here', []],
    ['', []],
  ])('finds the tags of %j', (text, tags) => {
    const pieces = captionPieces(text)
    expect(pieces.filter((piece) => piece.isTag).map((piece) => piece.text)).toEqual(tags)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  })
})

it('says what is empty', () => {
  const said = [
    { name: 'Headline', value: 'Crunch!' },
    { name: 'Primary text', value: '' },
  ]
  expect(summary('Facebook Feed ad on mobile from Tasty Chips Co.', said)).toBe(
    'Facebook Feed ad on mobile from Tasty Chips Co. Headline: Crunch! No primary text yet.',
  )
})

describe('tint', () => {
  it.each([
    ['#2A6A45', 'light'],
    ['#f3e2c4', 'dark'],
    ['#000000', 'light'],
    ['#ffffff', 'dark'],
    ['#757575', 'light'],
    ['#777777', 'dark'],
    ['#0066ff', 'light'],
  ] as const)('%s carries %s text', (color, ink) => expect(inkOn(color)).toBe(ink))

  it.each(['', 'red', '#fff', 'url(x)', '#12345g', undefined])('refuses %s', (color) =>
    expect(tintOf(color)).toBeNull(),
  )
})
