'use client'

import { useEffect, useRef } from 'react'

export type RowKeys = {
  count: number
  /** Brings a row that is not drawn into the drawn range. */
  reveal?: (index: number) => void
  open?: (index: number) => void
  select?: (index: number) => void
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  !(target instanceof HTMLInputElement && target.type === 'checkbox')

const inOverlay = (target: EventTarget | null): boolean =>
  document.querySelector('[role="dialog"]') !== null ||
  (target instanceof Element && target.closest('[role="menu"],[role="listbox"]') !== null)

/** Keys go to the table that has focus, or to the first one of the page when nothing has. */
function isMine(box: HTMLElement, target: EventTarget | null): boolean {
  if (target instanceof Node && box.contains(target)) return true
  return target === document.body && document.querySelector('[data-table]') === box
}

type Wanted = { index: number | null }

/** A row that is not drawn yet is focused when it is; `wanted` remembers it, so that fast keys lose no step. */
function focusRow(box: HTMLElement, index: number, wanted: Wanted, reveal?: (index: number) => void): void {
  const find = () => box.querySelector<HTMLElement>(`[data-index="${index}"]`)
  const row = find()
  wanted.index = row ? null : index
  if (row) return row.focus()
  reveal?.(index)
  let frames = 0
  const again = () => {
    if (wanted.index !== index) return
    const late = find()
    if (!late && ++frames < 10) return void requestAnimationFrame(again)
    wanted.index = null
    late?.focus()
  }
  requestAnimationFrame(again)
}

/** `j` and `k` move the row, Enter opens it, `x` selects it. Silent while someone types. */
export function useRowKeys(box: HTMLElement | null, keys: RowKeys): void {
  const latest = useRef(keys)
  const wanted = useRef<Wanted>({ index: null })
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!box || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      if (typing(event.target) || inOverlay(event.target) || !isMine(box, event.target)) return
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
      const now = wanted.current.index ?? (row ? Number(row.dataset['index']) : -1)
      const { count, reveal, open, select } = latest.current
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      if (step !== 0 && count > 0) {
        event.preventDefault()
        focusRow(box, Math.min(count - 1, Math.max(0, now + step)), wanted.current, reveal)
      } else if (now >= 0 && event.key === 'Enter' && event.target === row && open) {
        event.preventDefault()
        open(now)
      } else if (now >= 0 && event.key === 'x' && select) {
        event.preventDefault()
        select(now)
      }
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [box])
}
