'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { AppError } from '@/lib/core/errors'
import type { Option } from './select'

const WAIT_MS = 200

type Search = { query: string; options: readonly Option[]; state: 'idle' | 'searching' | 'failed'; why?: string }

/** The options of a combobox: given, or found by `load` while the reader types. A late answer to an old query is dropped. */
export function useOptions(
  given: readonly Option[],
  load?: (query: string, signal: AbortSignal) => Promise<readonly Option[]>,
) {
  const [search, setSearch] = useState<Search>({ query: '', options: [], state: 'idle' })
  const seen = useRef(new Map<string, Option>())
  const loader = useRef(load)
  useEffect(() => {
    loader.current = load
  })
  const { query } = search
  useEffect(() => {
    const find = loader.current
    if (!find) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      setSearch((old) => ({ ...old, state: 'searching' }))
      find(query, abort.signal).then(
        (options) => {
          for (const option of options) seen.current.set(option.value, option)
          if (!abort.signal.aborted) setSearch({ query, options, state: 'idle' })
        },
        (error: unknown) => {
          const why = error instanceof AppError ? error.message : 'The list could not be read. Type again to retry.'
          if (!abort.signal.aborted) setSearch((old) => ({ ...old, state: 'failed', why }))
        },
      )
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [query])
  const options = load ? (search.query === '' && search.options.length === 0 ? given : search.options) : given
  const byValue = useMemo(
    () => new Map([...given, ...options].map((option) => [option.value, option])),
    [given, options],
  )
  const find = (value: string): Option => byValue.get(value) ?? seen.current.get(value) ?? { value, label: value }
  return { options, find, search, setQuery: (next: string) => setSearch((old) => ({ ...old, query: next })) }
}
