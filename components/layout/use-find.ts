'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { api } from '@/lib/client/api'

const Found = z.object({
  data: z.array(z.object({ id: z.string(), label: z.string(), href: z.string(), note: z.string().optional() })),
})

/** Things that match the query, from a route that answers `{ data: [{ id, label, href, note? }] }`; from two letters on. */
export function useFind(href: string | undefined, query: string) {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(query.trim()), 150)
    return () => clearTimeout(timer)
  }, [query])
  return useQuery({
    queryKey: ['find', href, settled],
    queryFn: ({ signal }) => api(href ?? '', (value) => Found.parse(value), { query: { q: settled }, signal }),
    enabled: href !== undefined && settled.length >= 2,
    placeholderData: (before) => before,
  })
}
