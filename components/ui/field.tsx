'use client'

import { Field as Base } from '@base-ui/react/field'
import { Fieldset as BaseFieldset } from '@base-ui/react/fieldset'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

export type FieldProps = {
  label: ReactNode
  /** One control of `components/ui`, or a native one inside `FieldControl`; label, help and error are tied to it. */
  children: ReactNode
  help?: ReactNode
  /** A sentence. It takes the place of the help. */
  error?: ReactNode
  required?: boolean
  /** Stands at the right end of the label row, for example a counter. */
  aside?: ReactNode
  hideLabel?: boolean
  disabled?: boolean
  name?: string
  className?: string
}

const label = 'text-label text-text'

/** Label above, control, help below; the error stands where the help was. */
export function Field({ label: text, children, help, error, required, aside, hideLabel, ...root }: FieldProps) {
  const { className, ...rest } = root
  return (
    <Base.Root invalid={Boolean(error)} className={cn('grid min-w-0 content-start gap-1', className)} {...rest}>
      <div className={cn('flex items-baseline justify-between gap-2', hideLabel && 'sr-only')}>
        <Base.Label className={label}>
          {text}
          {required ? <RequiredMark /> : null}
        </Base.Label>
        {aside ? <span className="text-small text-muted">{aside}</span> : null}
      </div>
      {children}
      <FieldNote help={help} error={error} />
    </Base.Root>
  )
}

/** Ties a native control (`render`) to the field around it. */
export const FieldControl = Base.Control

function RequiredMark() {
  return (
    <span className="text-muted" title="Required">
      {' '}
      <span aria-hidden>*</span>
      <span className="sr-only">(required)</span>
    </span>
  )
}

function FieldNote({ help, error }: { help?: ReactNode; error?: ReactNode }) {
  if (error)
    return (
      <Base.Error match className="flex gap-1 text-small text-bad">
        <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
        <span>{error}</span>
      </Base.Error>
    )
  return help ? <Base.Description className="text-small text-muted">{help}</Base.Description> : null
}

export type FieldGroupProps = {
  legend: ReactNode
  children: ReactNode
  help?: ReactNode
  error?: ReactNode
  required?: boolean
  className?: string
}

/** Several controls under one legend: radio buttons, checkboxes, a pair of dates. */
export function FieldGroup({ legend, children, help, error, required, className }: FieldGroupProps) {
  return (
    <BaseFieldset.Root className={cn('grid min-w-0 gap-1', className)}>
      <BaseFieldset.Legend className={label}>
        {legend}
        {required ? <RequiredMark /> : null}
      </BaseFieldset.Legend>
      {children}
      {error ? (
        <p role="alert" className="flex gap-1 text-small text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {error}
        </p>
      ) : help ? (
        <p className="text-small text-muted">{help}</p>
      ) : null}
    </BaseFieldset.Root>
  )
}
