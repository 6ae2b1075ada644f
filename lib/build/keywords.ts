import type { Keyword } from '@/lib/ad/schema'

/** The most that an audience holds. */
export const MOST_KEYWORDS = 500

/** Lines as people write and paste them: `[exact]`, `"phrase"`, and plain ones that match broadly. Every line stays, also an empty one. */
export const parseKeywords = (text: string): Keyword[] =>
  text
    .split(/\r\n|\r|\n/)
    .slice(0, MOST_KEYWORDS)
    .map((line): Keyword => {
      const exact = /^\s*\[(.*)\]\s*$/.exec(line)?.[1]
      if (exact !== undefined) return { text: exact, match: 'exact' }
      const phrase = /^\s*["“”„](.*)["“”]\s*$/.exec(line)?.[1]
      return phrase !== undefined ? { text: phrase, match: 'phrase' } : { text: line, match: 'broad' }
    })

const MARKS = { exact: ['[', ']'], phrase: ['"', '"'], broad: ['', ''] } as const

export const formatKeywords = (keywords: readonly Keyword[]): string =>
  keywords.map(({ text, match }) => MARKS[match][0] + text + MARKS[match][1]).join('\n')

/** "3 exact, 2 phrase, 9 broad"; empty lines do not count. */
export function countKeywords(keywords: readonly Keyword[]): string {
  const filled = keywords.filter(({ text }) => text.trim() !== '')
  const parts = (['exact', 'phrase', 'broad'] as const).flatMap((match) => {
    const n = filled.filter((keyword) => keyword.match === match).length
    return n > 0 ? [`${n} ${match}`] : []
  })
  return parts.join(', ') || 'No keyword yet'
}
