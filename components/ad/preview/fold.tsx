'use client'

import { useLayoutEffect, useRef } from 'react'
import type { CSSProperties, ReactNode } from 'react'

/*
 * Text that folds after a number of lines, as feeds fold it. CSS decides whether it folds and where the last line breaks:
 * a second copy of the text, with room for the word at the end of its last line, covers the first one only where that
 * is taller than the lines allow. No text is cut by counting characters.
 */

/** `lines` are lines of `leading` px; `word` is what opens the fold. */
export function Fold(props: { lines: number; leading: number; word: string; className?: string; children: ReactNode }) {
  const cover = useFoldWord()
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--pv-lines': String(props.lines),
    '--pv-leading': `${props.leading}px`,
  }
  return (
    <div className={`pv-fold ${props.className ?? ''}`} style={style} dir="auto">
      <div className="pv-fold-text">
        {props.children}
        <div className="pv-fold-cover" ref={cover} data-fold>
          <span className="pv-fold-word">… {props.word}</span>
          <span>{props.children}</span>
        </div>
      </div>
    </div>
  )
}

/** Moves the word from the edge of the last line to the end of its text, which CSS cannot know. */
function useFoldWord() {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const cover = ref.current
    const [word, text] = cover?.children ?? []
    if (!cover || !(word instanceof HTMLElement) || !text) return
    word.style.insetInlineEnd = '0px'
    if (cover.offsetHeight > 0) word.style.insetInlineEnd = `${gapBefore(cover, word, text)}px`
  })
  return ref
}

/** Distance in layout px between the text of the last line and the word. */
function gapBefore(cover: HTMLElement, word: HTMLElement, text: Element): number {
  const box = cover.getBoundingClientRect()
  const at = word.getBoundingClientRect()
  const middle = (at.top + at.bottom) / 2
  const isRtl = getComputedStyle(cover).direction === 'rtl'
  const range = document.createRange()
  range.selectNodeContents(text)
  const last = [...range.getClientRects()].filter((rect) => rect.top < middle && rect.bottom > middle)
  const end = isRtl
    ? Math.min(box.right, ...last.map((rect) => rect.left))
    : Math.max(box.left, ...last.map((rect) => rect.right))
  const scale = box.width / cover.offsetWidth || 1
  return Math.max(0, (isRtl ? end - at.right : at.left - end) / scale)
}
