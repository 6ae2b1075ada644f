'use client'

import { Field } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/core/cn'
import { controlClass } from './input'

/** Several lines; grows with its text up to 320 px. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <Field.Control
      render={
        <textarea
          rows={rows}
          className={cn(
            controlClass,
            'field-sizing-content max-h-80 min-h-18 resize-y py-2 read-only:bg-surface',
            className,
          )}
          {...props}
        />
      }
    />
  )
}
