'use client'

import { useEffect, useRef } from 'react'
import { createSequence, isTyping } from './keys'

/** Letters to what they do: `{ 'g b': goToBudgets, e: edit }`. Silent while someone types or a dialog is open. */
export function useShortcuts(shortcuts: Record<string, () => void>): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const names = Object.keys(shortcuts).join('\n')
  useEffect(() => {
    const follow = createSequence(names.split('\n'))
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]')) return
      const hit = follow(event.key, event.timeStamp)
      if (!hit) return
      event.preventDefault()
      latest.current[hit]?.()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [names])
}
