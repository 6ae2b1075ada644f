import 'server-only'
import type { Caller } from '../define'
import type { Http } from '../http.server'
import { text } from '../json'
import { accessOf, metaCall } from './client.server'
import { dataOf } from './map'

/** Something that Meta can target by, with how many people it counts in it. */
export type Interest = { id: string; name: string; people: number | null }

/** Interests by a word, as Meta names them. */
export const interestSearch =
  (http: Http) =>
  async (caller: Caller, query: string): Promise<Interest[]> => {
    const answer = await metaCall(http, accessOf(caller), 'search', {
      method: 'GET',
      query: { type: 'adinterest', q: query, limit: 25 },
    })
    return dataOf(answer.json).flatMap((row) => {
      const id = text(row['id'])
      const people = Number(row['audience_size_upper_bound'])
      return id ? [{ id, name: text(row['name']) || id, people: Number.isFinite(people) ? people : null }] : []
    })
  }
