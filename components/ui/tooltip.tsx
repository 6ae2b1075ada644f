'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Keys } from './kbd'

export type TooltipProps = {
  /** A focusable element. Its name stands on itself (`aria-label`); the tooltip only adds to it. */
  children: ReactElement
  text: ReactNode
  keys?: string
  side?: 'top' | 'bottom' | 'left' | 'right'
}

/** A word about a control. Never the only place of an information: touch has no hover. */
export function Tooltip({ children, text, keys, side = 'top' }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger delay={400} render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-60">
          <Base.Popup className="flex max-w-70 items-center gap-2 rounded-control bg-text px-2 py-1 text-small text-background transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {text}
            {keys ? <Keys keys={keys} /> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
