'use client'

import { useEffect, useSyncExternalStore, type ReactNode } from 'react'

export type Command = {
  id: string
  label: string
  /** `Go to`, `Do`, `Find`. */
  group: string
  icon?: ReactNode
  /** Shown beside it, and bound: `e`, `g b`. */
  keys?: string
  /** Muted at the right: `Report, draft`. */
  note?: string
  /** Other words that find it. */
  keywords?: readonly string[]
} & ({ href: string; onSelect?: undefined } | { onSelect: () => void; href?: undefined })

let registered: readonly (readonly Command[])[] = []
let flat: readonly Command[] = []
const none: readonly Command[] = []
const listeners = new Set<() => void>()

function set(next: readonly (readonly Command[])[]): void {
  registered = next
  flat = next.flat()
  for (const listener of listeners) listener()
}

/** Adds a page's own commands to the command menu and binds their keys, while the page is mounted. Pass a stable list. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    set([...registered, commands])
    return () => set(registered.filter((list) => list !== commands))
  }, [commands])
}

/** Every command that a mounted page has added. */
export const usePageCommands = (): readonly Command[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => flat,
    () => none,
  )
