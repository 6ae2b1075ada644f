'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { Button } from './button'

export const backdropClass = cn(
  'fixed inset-0 z-40 bg-text/30 transition-opacity duration-150',
  'data-ending-style:opacity-0 data-starting-style:opacity-0',
)

export const dialogClass = cn(
  'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-1/2 flex-col',
  'rounded-dialog border border-line bg-background shadow-float outline-none transition-opacity duration-150',
  'data-ending-style:opacity-0 data-starting-style:opacity-0',
)

export type DialogProps = {
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the one that acts last. */
  footer?: ReactNode
  /** Uncontrolled: the element that opens it. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** 480, 640 or 800 wide. */
  size?: 'small' | 'medium' | 'large'
}

const width = { small: 'max-w-120', medium: 'max-w-160', large: 'max-w-200' }

/** A question or a short form over the page. Focus is kept inside and goes back to where it was. */
export function Dialog({
  title,
  description,
  children,
  footer,
  trigger,
  open,
  onOpenChange,
  size = 'small',
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className={cn(dialogClass, width[size])}>
          <div className="flex items-start gap-4 px-6 pt-6">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-heading text-balance">{title}</Base.Title>
              {description ? (
                <Base.Description className="mt-1 text-body text-muted">{description}</Base.Description>
              ) : null}
            </div>
            <Base.Close render={<Button variant="quiet" size="iconSmall" aria-label="Close" className="-mt-1 -mr-2" />}>
              <X aria-hidden />
            </Base.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pt-4 pb-6">{children}</div>
          {footer ? (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-6 py-4">{footer}</div>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the dialog around it: `<DialogClose render={<Button>Cancel</Button>} />`. */
export const DialogClose = Base.Close
