'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { valueOf } from '@/components/member/outcome'
import { toast } from '@/components/ui/toast'
import { messageOf } from '@/lib/client/api'
import type { ActionResult } from '@/lib/server/action'

const SOON_MS = 20_000

/** Runs a change, tells what came of it and reads the page again; `soon` where a job follows. False: refused. */
export type Act = (
  run: () => Promise<ActionResult<unknown>>,
  options?: { done?: string; soon?: boolean },
) => Promise<boolean>

/** Runs changes of one query's data. `eager` for a while after one that a job carries out. */
export function useAct(queryKey: readonly unknown[]) {
  const queries = useQueryClient()
  const [until, setUntil] = useState(0)
  const key = JSON.stringify(queryKey)
  useEffect(() => {
    if (until === 0) return
    const timer = setTimeout(() => setUntil(0), SOON_MS)
    return () => clearTimeout(timer)
  }, [until])
  const act: Act = useCallback(
    async (run, { done, soon = false } = {}) => {
      try {
        valueOf(await run())
        if (done) toast.success(done)
        if (soon) setUntil((count) => count + 1)
        return true
      } catch (error) {
        toast.error(messageOf(error))
        return false
      } finally {
        await queries.invalidateQueries({ queryKey: JSON.parse(key) })
      }
    },
    [queries, key],
  )
  return { act, eager: until > 0 }
}
