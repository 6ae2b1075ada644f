'use client'

import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** A preference of this person on this device, such as a folded sidebar; `fallback` where nothing is kept. */
export function useStored(key: string, fallback: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(key) ?? fallback,
    () => fallback,
  )
  const set = useCallback(
    (next: string) => {
      try {
        localStorage.setItem(key, next)
      } catch {
        // A browser that keeps nothing still works; it only forgets.
      }
      for (const listener of listeners) listener()
    },
    [key],
  )
  return [value, set]
}
