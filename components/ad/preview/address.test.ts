import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, breadcrumb, decodePunycode, withoutWww } from './address'

describe('addressOf', () => {
  it.each([
    ['https://www.tastychips.co/spicy?x=1#top', 'https', 'www.tastychips.co'],
    ['http://tastychips.co', 'http', 'tastychips.co'],
    ['www.tastychips.co/spicy', 'https', 'www.tastychips.co'],
    ['  TastyChips.CO  ', 'https', 'tastychips.co'],
    ['//tastychips.co/a', 'https', 'tastychips.co'],
    ['https://tastychips.co:8443/a', 'https', 'tastychips.co'],
    ['https://user:secret@tastychips.co/a', 'https', 'tastychips.co'],
    ['https://tastychips.co./a', 'https', 'tastychips.co'],
    ['https://xn--mnchen-3ya.de/bier', 'https', 'münchen.de'],
    ['https://mu\u0308nchen.de', 'https', 'münchen.de'],
    ['https://xn--wgv71a119e.jp', 'https', '日本語.jp'],
    ['https://xn--mgberp4a5d4ar/', 'https', 'السعودية'],
    ['https://xn--i-7iq.ws', 'https', 'i❤.ws'],
    ['https://日本語。jp/a', 'https', '日本語.jp'],
    ['https://xn--ab_.de', 'https', 'xn--ab_.de'],
    ['https://xn--a', 'https', 'xn--a'],
  ])('reads %s', (url, scheme, host) => expect(addressOf(url)).toEqual({ scheme, host }))

  it.each(['', '   ', 'http', 'https:', 'https:/', 'https://', '/only/a/path', '?q=1'])(
    'has no host in "%s"',
    (url) => {
      expect(addressOf(url)).toBeNull()
    },
  )

  it('keeps a label in its ASCII form when its letters would deceive', () => {
    expect(decodePunycode('ab-g4t')).toBe('a\u202eb')
    expect(addressOf('https://xn--ab-g4t.com')?.host).toBe('xn--ab-g4t.com')
  })
})

describe('decodePunycode', () => {
  it('undoes what a browser does to an international host', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from('äöüßñçéøåčřšžαβγδабвгд日本語中文한국어')),
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(
        letters,
        fc.string({ unit: fc.constantFrom(...Array.from('abcxyz019')), maxLength: 8 }),
        (wide, narrow) => {
          const label = `a${narrow}${wide}z`.normalize('NFC')
          const ascii = domainToASCII(`${label}.example`)
          fc.pre(ascii.startsWith('xn--'))
          const folded = addressOf(`https://${ascii}/`)?.host
          expect(domainToASCII(folded ?? '')).toBe(ascii)
        },
      ),
    )
  })

  it('answers null or text for anything, and never hangs', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('abz09-')), maxLength: 80 }), (input) => {
        expect(decodePunycode(input)?.isWellFormed() ?? true).toBe(true)
      }),
    )
    expect(decodePunycode('9'.repeat(400))).toBeNull()
  })
})

describe('what is printed', () => {
  it.each([
    ['www.tastychips.co', 'tastychips.co'],
    ['www.co', 'www.co'],
    ['wwwtastychips.co', 'wwwtastychips.co'],
    ['shop.www.tastychips.co', 'shop.www.tastychips.co'],
  ])('Facebook prints %s as %s', (host, shown) => expect(withoutWww(host)).toBe(shown))

  it('Google keeps www and joins the paths, skipping empty ones', () => {
    const address = { scheme: 'https', host: 'www.tastychips.co' } as const
    expect(breadcrumb(address, ['spicy', '20-off'])).toBe('https://www.tastychips.co › spicy › 20-off')
    expect(breadcrumb(address, ['', ' sale '])).toBe('https://www.tastychips.co › sale')
    expect(breadcrumb(address, ['', ''])).toBe('https://www.tastychips.co')
  })
})
