'use client'

import { useRef, useState, type ComponentProps, type ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { cn } from '@/lib/core/cn'
import { AppError } from '@/lib/core/errors'
import type { ActionResult } from '@/lib/server/action'
import { Button, type ButtonProps } from '../ui/button'
import { Notice } from '../ui/notice'
import { mapIssues } from './use-zod-form'

export type FormProps<T extends FieldValues, O> = Omit<ComponentProps<'form'>, 'onSubmit'> & {
  form: UseFormReturn<T, unknown, O>
  /**
   * Does it. An `ActionResult` that is not ok, or an AppError, puts its issues on their fields
   * and the rest into a notice above the buttons.
   */
  onSubmit: (values: O) => Promise<ActionResult<unknown> | void> | void
  /** After a success, with the values that were accepted. */
  onDone?: (values: O) => void
  children: ReactNode
  /** Buttons: `SubmitButton` last. */
  footer?: ReactNode
}

const WRONG = '[aria-invalid="true"], [data-invalid][role], button[data-invalid], input[data-invalid]'

function focusFirstWrong(form: HTMLFormElement | null): void {
  // The error appears with the next frame.
  requestAnimationFrame(() => {
    const wrong = Array.from(form?.querySelectorAll<HTMLElement>(WRONG) ?? [])
    wrong.find((element) => element.tabIndex >= 0 && element.offsetParent !== null)?.focus()
  })
}

type Failure = { message: string; reference?: string }

/** One column, 560 wide at most. Submitting is never refused beforehand; the first wrong field gets the focus. */
export function Form<T extends FieldValues, O>({
  form,
  onSubmit,
  onDone,
  children,
  footer,
  className,
  ...props
}: FormProps<T, O>) {
  const element = useRef<HTMLFormElement>(null)
  const [failure, setFailure] = useState<Failure>()
  const refuse = (message: string, issues: Parameters<typeof mapIssues>[1], reference?: string) => {
    const rest = mapIssues(form, issues)
    const placed = issues.length - rest.length
    const texts = [...new Set([...(placed > 0 ? [] : [message]), ...rest.map((issue) => issue.message)])]
    setFailure(texts.length > 0 ? { message: texts.join(' '), reference } : undefined)
    if (placed > 0) focusFirstWrong(element.current)
  }
  const submit = async (values: O) => {
    setFailure(undefined)
    try {
      const result = await onSubmit(values)
      if (result && !result.ok) refuse(result.message, result.issues, result.reference)
      else onDone?.(values)
    } catch (error) {
      if (error instanceof AppError) refuse(error.message, error.issues)
      else setFailure({ message: 'Something went wrong. What you typed is still here; try again.' })
    }
  }
  return (
    <form
      ref={element}
      noValidate
      className={cn('grid max-w-140 gap-4', className)}
      onSubmit={(event) => {
        // A form in a dialog inside another form must not submit both.
        event.stopPropagation()
        void form.handleSubmit(submit, () => focusFirstWrong(element.current))(event)
      }}
      {...props}
    >
      {children}
      {failure ? (
        <Notice tone="bad">
          {failure.message}
          {failure.reference ? <span className="block text-small">Reference {failure.reference}</span> : null}
        </Notice>
      ) : null}
      {footer ? <div className="mt-2 flex flex-wrap items-center justify-end gap-2">{footer}</div> : null}
    </form>
  )
}

/** Shows that its form is being sent. The label is a verb and its object: `Save cap`. */
export function SubmitButton<T extends FieldValues, O>({
  form,
  ...props
}: Omit<ButtonProps, 'form'> & { form: UseFormReturn<T, unknown, O> }) {
  return <Button type="submit" variant="primary" loading={form.formState.isSubmitting} {...props} />
}
