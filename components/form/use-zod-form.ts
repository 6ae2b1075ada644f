'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, type DefaultValues, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import type { FieldIssue } from '@/lib/core/errors'

/** A form over the same schema as the door. Checked on blur, then on each change of a field that was wrong. */
export function useZodForm<I extends FieldValues, O>(
  schema: z.ZodType<O, I>,
  defaultValues: DefaultValues<I>,
): UseFormReturn<I, unknown, O> {
  return useForm<I, unknown, O>({
    resolver: zodResolver<I, unknown, O>(schema),
    defaultValues,
    mode: 'onBlur',
    reValidateMode: 'onChange',
    // `Form` focuses the first wrong field as it stands on the page, which is not always the first registered.
    shouldFocusError: false,
  })
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/** Does the form hold this dotted path? Only then can a field show an issue about it. */
export function holds(values: unknown, path: string): boolean {
  const keys = path.split('.')
  const last = keys.pop()
  if (!last) return false
  const parent = keys.reduce(at, values)
  return typeof parent === 'object' && parent !== null && last in parent
}

/** Puts the server's issues on their fields and answers those that have none. */
export function mapIssues<T extends FieldValues, C, O>(
  form: UseFormReturn<T, C, O>,
  issues: readonly FieldIssue[],
): FieldIssue[] {
  const values = form.getValues()
  const known = (path: string): path is FieldPath<T> => holds(values, path)
  return issues.filter(({ path, message }) => {
    if (!known(path)) return true
    form.setError(path, { type: 'server', message })
    return false
  })
}
