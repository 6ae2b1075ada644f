import { nearDuplicates } from './combine'
import { plural } from './issue'
import type { AdFields } from './schema'

export type Strength = { level: 'poor' | 'average' | 'good' | 'excellent'; hints: string[] }

/**
 * Our reading of a search ad in the words of Google's ad strength: how much there is to combine, how different it is,
 * how free, and whether it speaks of what is searched for. Google's own verdict comes with the live ad.
 */
export function adStrength(
  fields: Pick<AdFields, 'headlines' | 'descriptions'>,
  keywords: readonly string[] = [],
): Strength {
  const headlines = fields.headlines.filter((h) => h.text.trim() !== '')
  const descriptions = fields.descriptions.filter((d) => d.text.trim() !== '')
  if (headlines.length < 3 || descriptions.length < 2)
    return { level: 'poor', hints: ['Write at least 3 headlines and 2 descriptions.'] }
  const similar = headlines.filter((h, i) =>
    headlines.slice(0, i).some((other) => nearDuplicates(h.text, other.text)),
  ).length
  const pinned = headlines.filter((h) => h.pin !== null).length
  const speaks =
    keywords.length === 0 ||
    mentions(
      headlines.map((h) => h.text),
      keywords,
    )
  const hints = [
    headlines.length < 8 ? `Add ${plural(8 - headlines.length, 'headline')}: Google has more to combine from 8.` : '',
    descriptions.length < 3 ? 'Add a third description.' : '',
    similar > 0 ? `Make ${plural(similar, 'headline')} more different from the others.` : '',
    pinned > headlines.length / 2 ? 'Pin fewer headlines, so that more combinations are possible.' : '',
    speaks ? '' : 'Use words of your keywords in a headline.',
  ].filter(Boolean)
  const points =
    Number(headlines.length >= 8) +
    Number(headlines.length >= 11) +
    Number(descriptions.length >= 3) +
    Number(similar === 0) +
    Number(pinned <= headlines.length / 2) +
    Number(speaks)
  const level =
    hints.length === 0 && points === 6 ? 'excellent' : points >= 5 ? 'good' : points >= 3 ? 'average' : 'poor'
  return { level, hints }
}

const mentions = (headlines: readonly string[], keywords: readonly string[]): boolean => {
  const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = keywords.flatMap((keyword) => plain(keyword).split(/\s+/)).filter((word) => word.length > 2)
  return words.length === 0 || headlines.some((headline) => words.some((word) => plain(headline).includes(word)))
}
