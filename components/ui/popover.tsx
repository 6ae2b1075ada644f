'use client'

import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { floatClass } from './float'

export type PopoverProps = {
  trigger: ReactElement
  children: ReactNode
  /** Heading. Without it `label` names the pane for assistive technology. */
  title?: ReactNode
  label?: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  className?: string
}

/** A small pane at its button: a filter, a date range, an explanation with links. */
export function Popover({
  trigger,
  children,
  title,
  label = 'Options',
  open,
  onOpenChange,
  align = 'start',
  side = 'bottom',
  className,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} side={side} collisionPadding={8} className="z-50">
          <Base.Popup
            aria-label={title ? undefined : label}
            className={cn(
              floatClass,
              'max-h-(--available-height) max-w-[calc(100vw-16px)] overflow-y-auto p-4',
              className,
            )}
          >
            {title ? <Base.Title className="mb-3 text-label">{title}</Base.Title> : null}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export const PopoverClose = Base.Close
