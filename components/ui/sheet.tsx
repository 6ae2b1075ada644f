'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { Button } from './button'
import { backdropClass } from './dialog'

export type SheetProps = {
  title: ReactNode
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  side?: 'right' | 'left'
  /** 480 or 640 wide; the whole width on a phone. */
  size?: 'medium' | 'large'
}

/** A pane from the side: one thing of a list, a longer form. The page stays in sight behind it. */
export function Sheet({
  title,
  description,
  children,
  footer,
  trigger,
  open,
  onOpenChange,
  side = 'right',
  size = 'medium',
}: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup
          className={cn(
            'fixed inset-y-0 z-50 flex w-full flex-col border-line bg-background shadow-float outline-none',
            'transition duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0',
            size === 'large' ? 'max-w-160' : 'max-w-120',
            side === 'right'
              ? 'right-0 border-l data-ending-style:translate-x-6 data-starting-style:translate-x-6'
              : 'left-0 border-r data-ending-style:-translate-x-6 data-starting-style:-translate-x-6',
          )}
        >
          <div className="flex items-start gap-4 border-b border-line px-6 py-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-heading text-balance">{title}</Base.Title>
              {description ? <Base.Description className="text-body text-muted">{description}</Base.Description> : null}
            </div>
            <Base.Close render={<Button variant="quiet" size="iconSmall" aria-label="Close" className="-mr-2" />}>
              <X aria-hidden />
            </Base.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 py-4">{children}</div>
          {footer ? (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-6 py-4">{footer}</div>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

export const SheetClose = Base.Close
