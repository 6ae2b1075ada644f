import { money } from '@/lib/core/format'
import { EMPTY_FIELDS, type Ad, type AdFields, type Media } from './schema'

/** Bulk: many ads out of a few headlines and pictures, or out of rows pasted from a sheet. */

const MOST_ADS = 50

/** One ad per headline and picture, in that order, on top of an ad that gives everything else; at most what a draft holds. */
export function variantsOf(
  from: Ad,
  headlines: readonly string[],
  pictures: readonly Media[],
  taken: readonly { key: string }[],
): Ad[] {
  const texts = headlines.map((text) => text.trim()).filter(Boolean)
  const media: (Media | null)[] = pictures.length > 0 ? [...pictures] : [from.fields.media]
  const first = Math.max(0, ...taken.map((ad) => Number(/-(\d+)$/.exec(ad.key)?.[1] ?? 0))) + 1
  const made = texts.flatMap((text) => media.map((picture) => ({ text, picture })))
  return made.slice(0, Math.max(0, MOST_ADS - taken.length)).map(({ text, picture }, i) => ({
    key: `ad-${first + i}`,
    name: [text, picture?.filename.replace(/\.[a-z0-9]+$/i, '')].filter(Boolean).join(', '),
    fields: { ...from.fields, headlines: [{ text, pin: null }, ...from.fields.headlines.slice(1)], media: picture },
    overrides: {},
  }))
}

const COLUMNS = ['name', 'headline', 'description', 'primaryText', 'url', 'path1', 'path2'] as const
type Column = (typeof COLUMNS)[number]
const HEADERS: Record<string, Column> = {
  name: 'name',
  ad: 'name',
  'ad name': 'name',
  headline: 'headline',
  title: 'headline',
  description: 'description',
  'primary text': 'primaryText',
  text: 'primaryText',
  body: 'primaryText',
  url: 'url',
  'final url': 'url',
  link: 'url',
  'path 1': 'path1',
  'path 2': 'path2',
}

/** Cells of pasted text: tabs between them, quotes around those that hold a line break or a tab. */
export function cellsOf(pasted: string): string[][] {
  const rows: string[][] = [[]]
  const text = pasted.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*))(\t|\n|$)/g)) {
    if (end === '' && plain === '' && quoted === undefined && rows.at(-1)?.length === 0) continue
    rows.at(-1)?.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim())
    if (end === '\n') rows.push([])
    if (end === '') break
  }
  return rows.filter((row) => row.some((cell) => cell !== ''))
}

/**
 * Ads out of rows copied from a sheet, on top of an ad for what the rows lack. A first row of known names decides the
 * columns; without one they are headline, description, primary text, final URL. What is wrong in a row is found by the
 * checks, as with typed ads: no row is dropped for its content.
 */
export function parseAdRows(
  pasted: string,
  from: Pick<Ad, 'fields'> = { fields: EMPTY_FIELDS },
  taken: readonly { key: string }[] = [],
): { ads: Ad[]; leftOut: number } {
  const cells = cellsOf(pasted)
  const named = (cells[0] ?? []).map((cell) => HEADERS[cell.toLowerCase()])
  const hasHeader =
    named.some((column) => column !== undefined) && named.filter(Boolean).length >= (cells[0]?.length ?? 0) / 2
  const columns: (Column | undefined)[] = hasHeader ? named : ['headline', 'description', 'primaryText', 'url']
  const rows = hasHeader ? cells.slice(1) : cells
  const room = Math.max(0, MOST_ADS - taken.length)
  const first = Math.max(0, ...taken.map((ad) => Number(/-(\d+)$/.exec(ad.key)?.[1] ?? 0))) + 1
  const ads = rows.slice(0, room).map((row, i) => {
    const value = (column: Column): string | undefined => row[columns.indexOf(column)] || undefined
    return { key: `ad-${first + i}`, name: value('name') ?? '', fields: fieldsOf(from.fields, value), overrides: {} }
  })
  return { ads, leftOut: Math.max(0, rows.length - room) }
}

function fieldsOf(from: AdFields, value: (column: Column) => string | undefined): AdFields {
  const list = (texts: AdFields['headlines'], text: string | undefined) =>
    text === undefined ? texts : [{ text, pin: null }, ...texts.slice(1)]
  return {
    ...from,
    headlines: list(from.headlines, value('headline')),
    descriptions: list(from.descriptions, value('description')),
    primaryText: value('primaryText') ?? from.primaryText,
    url: value('url') ?? from.url,
    path1: value('path1') ?? from.path1,
    path2: value('path2') ?? from.path2,
  }
}

/** Daily micros per ad, rounded to the micro; null for none. */
export const budgetPerAd = (dailyMicros: bigint, ads: number): bigint | null =>
  ads > 0 ? dailyMicros / BigInt(ads) : null

/** Says how many campaigns a daily budget supports at the optimiser's minimum; undefined when it supports these. */
export function supportNote(
  dailyMicros: bigint,
  minimumMicros: bigint,
  campaigns: number,
  currency: string,
  locale: string,
): string | undefined {
  if (minimumMicros <= 0n) return undefined
  const most = Number(dailyMicros / minimumMicros)
  if (campaigns <= most) return undefined
  return `${money(dailyMicros, currency, locale)} a day supports at most ${most} ${most === 1 ? 'campaign' : 'campaigns'} at the ${money(minimumMicros, currency, locale)} minimum.`
}
