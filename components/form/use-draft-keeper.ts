'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { FieldPath, FieldValues, PathValue, UseFormReturn } from 'react-hook-form'
import { packDraft, unpackDraft } from './draft'

const WAIT_MS = 400
const LEAVE = 'Your changes are not saved yet. They are kept as a draft in this tab. Leave the page?'

function leavesPage(event: MouseEvent): boolean {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return false
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target === '_blank' || link.hasAttribute('download')) return false
  return link.origin !== location.origin || link.pathname !== location.pathname
}

/** Private windows may forbid storage; then there simply is no draft. */
function kept(key: string): Record<string, unknown> | undefined {
  try {
    return unpackDraft(sessionStorage.getItem(key))
  } catch {
    return undefined
  }
}

export type DraftKeeper = {
  /** When the draft was last kept, for `Draft kept 14:02`; null before. */
  keptAt: Date | null
  /** True where the form opened with a kept draft. */
  restored: boolean
  /** After a save: drops the draft and takes the present values as the new beginning. */
  saved: () => void
  /** Drops the draft and brings back the values that the form opened with. */
  discard: () => void
}

/** Keeps what is typed in this tab under `key`, brings it back after a reload, and asks before leaving with changes. */
export function useDraftKeeper<T extends FieldValues, O>(key: string, form: UseFormReturn<T, unknown, O>): DraftKeeper {
  const [keptAt, setKeptAt] = useState<Date | null>(null)
  const [restored, setRestored] = useState(false)
  const { isDirty } = form.formState
  const { subscribe, getValues, setValue, reset } = form
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const restore = () => {
      const draft = kept(key)
      if (!draft) return
      const values = getValues()
      const known = (path: string): path is FieldPath<T> => path in values
      for (const [path, value] of Object.entries(draft))
        // The draft was written by this very form; the schema checks it again before anything is sent.
        if (known(path)) setValue(path, value as PathValue<T, FieldPath<T>>, { shouldDirty: true })
      setRestored(true)
    }
    // After the first paint, which has to equal the server's.
    const frame = requestAnimationFrame(restore)
    return () => cancelAnimationFrame(frame)
  }, [key, getValues, setValue])

  useEffect(() => {
    const stop = subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          try {
            sessionStorage.setItem(key, packDraft(values))
            setKeptAt(new Date())
          } catch {
            // A full or forbidden storage: the form still works, only without a draft.
          }
        }, WAIT_MS)
      },
    })
    return () => {
      clearTimeout(timer.current)
      stop()
    }
  }, [key, subscribe])

  useEffect(() => {
    if (!isDirty) return
    const unload = (event: BeforeUnloadEvent) => event.preventDefault()
    const click = (event: MouseEvent) => {
      if (!leavesPage(event) || window.confirm(LEAVE)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('beforeunload', unload)
    document.addEventListener('click', click, true)
    return () => {
      window.removeEventListener('beforeunload', unload)
      document.removeEventListener('click', click, true)
    }
  }, [isDirty])

  const drop = useCallback(() => {
    clearTimeout(timer.current)
    if (kept(key)) sessionStorage.removeItem(key)
    setKeptAt(null)
    setRestored(false)
  }, [key])
  const saved = useCallback(() => {
    reset(getValues())
    drop()
  }, [drop, reset, getValues])
  const discard = useCallback(() => {
    reset()
    drop()
  }, [drop, reset])
  return { keptAt, restored, saved, discard }
}
