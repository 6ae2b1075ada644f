import { z } from 'zod'

/** `?limit=50&cursor=…` of a REST list: the cursor is the id after which to go on. */
export const PageQuery = z.object({
  cursor: z.uuid('The cursor must be the `next` of the page before.').optional(),
  limit: z.coerce.number().int().min(1, 'Ask for at least 1.').max(200, 'Ask for at most 200 at a time.').default(50),
})
export type PageQuery = z.infer<typeof PageQuery>

export type Page<T> = { data: T[]; next: string | null }

/** What Prisma needs for a page in the order of ids: one row more than asked for tells whether there is a next page. */
export const pageArguments = ({ limit }: PageQuery) => ({ orderBy: { id: 'asc' as const }, take: limit + 1 })

/** The part of a `where` that goes on after the cursor; a row deleted meanwhile does not break the list. */
export const after = ({ cursor }: PageQuery) => (cursor ? { id: { gt: cursor } } : {})

export const pageOf = <R extends { id: string }, T>(rows: R[], limit: number, map: (row: R) => T): Page<T> => ({
  data: rows.slice(0, limit).map(map),
  next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
})
