import type { CallToAction, PinnedText } from '@/lib/ad/schema'
import { platformText } from '@/lib/ad/text'
import type { Identity } from './types'

/** What a button says; null where the ad has none. */
export const BUTTON_LABELS: Record<CallToAction, string | null> = {
  LEARN_MORE: 'Learn more',
  SHOP_NOW: 'Shop now',
  SIGN_UP: 'Sign up',
  BOOK_NOW: 'Book now',
  CONTACT_US: 'Contact us',
  DOWNLOAD: 'Download',
  GET_OFFER: 'Get offer',
  GET_QUOTE: 'Get quote',
  SUBSCRIBE: 'Subscribe',
  APPLY_NOW: 'Apply now',
  ORDER_NOW: 'Order now',
  WATCH_MORE: 'Watch more',
  GET_DIRECTIONS: 'Get directions',
  CALL_NOW: 'Call now',
  NO_BUTTON: null,
}

/** Primary text as feeds set it: line breaks stay, any run of blank lines becomes one. */
export const feedText = (text: string): string => platformText(text, 'lines').replace(/\n(?:[^\S\n]*\n){2,}/g, '\n\n')

/** The first text of a list that says something: what Meta shows of a list of headlines. */
export const firstText = (texts: readonly PinnedText[]): string =>
  texts.map((item) => platformText(item.text)).find((text) => text !== '') ?? ''

/** The texts at these positions, without those that are still empty. */
export const textsAt = (texts: readonly PinnedText[], positions: readonly number[]): string[] =>
  positions.map((position) => platformText(texts[position]?.text ?? '')).filter((text) => text !== '')

/** An Instagram name: lower case, no @, nothing but what a handle may hold. Falls back on the page's name. */
export const handleOf = (identity: Identity): string => {
  const given = identity.handle?.trim().replace(/^@/, '') ?? ''
  const source = given === '' ? identity.name : given
  const letters = source
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}._]/gu, '')
    .replaceAll(/^\.+|\.+$/g, '')
  return Array.from(letters).slice(0, 30).join('')
}

export type Piece = { text: string; isTag: boolean }

/** Splits a caption into plain text and the hashtags and mentions that Instagram colours. */
export const captionPieces = (text: string): Piece[] =>
  text
    .split(/((?<![\p{L}\p{N}_])[#@][\p{L}\p{N}\p{M}_.]*[\p{L}\p{N}\p{M}_])/u)
    .map((piece, index) => ({ text: piece, isTag: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')

type Said = { name: string; value: string }

/** One sentence a field, for people who hear the preview instead of seeing it. Empty fields are said to be empty. */
export const summary = (title: string, said: readonly Said[]): string =>
  [title, ...said.map(({ name, value }) => (value === '' ? `No ${name.toLowerCase()} yet` : `${name}: ${value}`))]
    .map((sentence) => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ')
