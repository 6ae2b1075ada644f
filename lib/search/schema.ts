import { z } from 'zod'

export const SearchQuery = z.object({
  agency: z.string().optional(),
  q: z.string().trim().min(2, 'Write at least two letters.').max(100, 'Write at most 100 letters.'),
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** One thing as the command menu lists it. */
export type Found = { id: string; label: string; href: string; note: string }

const MOST_WORDS = 6

/** The words that must all occur, as patterns for `ilike`: what people type is text, never a wildcard. */
export const patternsOf = (q: string): string[] =>
  q
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
