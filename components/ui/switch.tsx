'use client'

import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

export type SwitchProps = {
  children?: ReactNode
  help?: ReactNode
  checked?: boolean
  defaultChecked?: boolean
  onCheckedChange?: (checked: boolean) => void
  disabled?: boolean
  name?: string
  'aria-label'?: string
  className?: string
}

/** Takes effect at once. What waits for a save is a `Checkbox`. */
export function Switch({ children, help, className, onCheckedChange, ...props }: SwitchProps) {
  const knob = (
    <Base.Root
      onCheckedChange={(checked) => onCheckedChange?.(checked)}
      className={cn(
        'relative h-5 w-9 shrink-0 rounded-full border border-control bg-background transition-colors duration-120',
        'data-checked:border-primary data-checked:bg-primary data-disabled:opacity-50',
      )}
      {...props}
    >
      <Base.Thumb
        className={cn(
          'absolute top-0.5 left-0.5 size-3.5 rounded-full bg-control transition-transform duration-120',
          'data-checked:translate-x-4 data-checked:bg-background',
        )}
      />
    </Base.Root>
  )
  if (!children) return <span className={cn('inline-grid min-h-6 place-items-center', className)}>{knob}</span>
  return (
    <label className={cn('flex min-h-6 items-start justify-between gap-4 py-0.5 pointer-coarse:min-h-11', className)}>
      <span className="min-w-0">
        <span className="block">{children}</span>
        {help ? <span className="block text-small text-muted">{help}</span> : null}
      </span>
      {knob}
    </label>
  )
}
