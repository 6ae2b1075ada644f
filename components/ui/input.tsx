'use client'

import { Field } from '@base-ui/react/field'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

/** The look of every control that takes text. Shared by select, combobox and date. */
export const controlClass = cn(
  'w-full min-w-0 rounded-control border border-control bg-background px-3 text-body text-text',
  'placeholder:text-muted disabled:cursor-not-allowed disabled:bg-surface disabled:text-muted',
  'aria-invalid:border-bad data-invalid:border-bad',
  'aria-invalid:inset-ring aria-invalid:inset-ring-bad data-invalid:inset-ring data-invalid:inset-ring-bad',
)

export type InputProps = ComponentProps<'input'> & { small?: boolean }

/** One line of text, 36 high (`small`: 32). Inside a `Field` it is tied to its label, help and error. */
export function Input({ className, small, ...props }: InputProps) {
  return (
    <Field.Control
      render={
        <input
          className={cn(controlClass, 'h-9 read-only:bg-surface pointer-coarse:h-11', small && 'h-8', className)}
          {...props}
        />
      }
    />
  )
}

/** An input with something fixed at its ends: a currency, a unit, a search icon. */
export function InputGroup({ start, end, className, ...props }: InputProps & { start?: ReactNode; end?: ReactNode }) {
  return (
    <div className="relative">
      {start ? (
        <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted">{start}</span>
      ) : null}
      <Input className={cn(start && 'pl-9', end && 'pr-9', className)} {...props} />
      {end ? <span className="absolute inset-y-0 right-3 flex items-center text-muted">{end}</span> : null}
    </div>
  )
}
