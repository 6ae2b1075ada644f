'use client'

import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

export type CheckboxProps = {
  /** Text at its right; without it give an `aria-label`. */
  children?: ReactNode
  help?: ReactNode
  checked?: boolean
  defaultChecked?: boolean
  indeterminate?: boolean
  onCheckedChange?: (checked: boolean) => void
  disabled?: boolean
  name?: string
  value?: string
  'aria-label'?: string
  className?: string
}

/** One yes or no, or one of several in a `FieldGroup`. */
export function Checkbox({ children, help, className, onCheckedChange, ...props }: CheckboxProps) {
  const box = (
    <Base.Root
      onCheckedChange={(checked) => onCheckedChange?.(checked)}
      className={cn(
        'mt-0.5 grid size-4 shrink-0 place-items-center rounded-mark border border-control bg-background text-background',
        'data-checked:border-primary data-checked:bg-primary data-indeterminate:border-primary data-indeterminate:bg-primary',
        'data-disabled:opacity-50 data-invalid:border-bad',
      )}
      {...props}
    >
      <Base.Indicator>
        {props.indeterminate ? <Minus aria-hidden className="size-3" /> : <Check aria-hidden className="size-3" />}
      </Base.Indicator>
    </Base.Root>
  )
  if (!children) return <span className={cn('inline-grid size-6 place-items-center', className)}>{box}</span>
  return (
    <label
      className={cn('flex min-h-6 items-start gap-2 py-0.5 pointer-coarse:min-h-11 pointer-coarse:py-3', className)}
    >
      {box}
      <span className="min-w-0">
        <span className="block">{children}</span>
        {help ? <span className="block text-small text-muted">{help}</span> : null}
      </span>
    </label>
  )
}
