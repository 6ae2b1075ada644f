'use client'

import type { ReactNode } from 'react'
import {
  useController,
  type Control,
  type ControllerRenderProps,
  type FieldPath,
  type FieldValues,
} from 'react-hook-form'
import { Checkbox } from '../ui/checkbox'
import { Combobox, MultiCombobox } from '../ui/combobox'
import { Field, FieldGroup } from '../ui/field'
import { Input, type InputProps } from '../ui/input'
import { RadioGroup } from '../ui/radio-group'
import { Select, type Option } from '../ui/select'
import { Switch } from '../ui/switch'
import { Textarea } from '../ui/textarea'
import { MoneyInput, NOT_A_PERCENTAGE, PercentInput } from './money-input'

/** What every field of a form takes. `control` is `form.control`. */
export type Bound<T extends FieldValues, O> = {
  control: Control<T, unknown, O>
  name: FieldPath<T>
  label: ReactNode
  help?: ReactNode
  required?: boolean
  disabled?: boolean
  className?: string
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

type FormFieldProps<T extends FieldValues, O> = Bound<T, O> & {
  children: (field: ControllerRenderProps<T, FieldPath<T>>) => ReactNode
  aside?: ReactNode
  /** A better sentence than the schema's, where the control knows one. */
  say?: (value: unknown) => string | undefined
}

/** Any control, with label, help and the error of its path. */
export function FormField<T extends FieldValues, O>({ control, name, children, say, ...props }: FormFieldProps<T, O>) {
  const { field, fieldState } = useController({ control, name })
  return (
    <Field {...props} name={name} error={fieldState.error && (say?.(field.value) ?? fieldState.error.message)}>
      {children(field)}
    </Field>
  )
}

type TextProps<T extends FieldValues, O> = Bound<T, O> &
  Pick<
    InputProps,
    'type' | 'placeholder' | 'autoComplete' | 'inputMode' | 'maxLength' | 'min' | 'max' | 'autoFocus'
  > & { aside?: ReactNode }

/** One line. With `type="number"` the value is a number, or null when empty. */
export function TextField<T extends FieldValues, O>({
  control,
  name,
  label,
  help,
  required,
  disabled,
  className,
  aside,
  ...input
}: TextProps<T, O>) {
  return (
    <FormField {...{ control, name, label, help, required, disabled, className, aside }}>
      {(field) => (
        <Input
          {...input}
          ref={field.ref}
          name={name}
          value={textOf(field.value)}
          onBlur={field.onBlur}
          onChange={(event) => {
            const text = event.target.value
            field.onChange(input.type === 'number' ? (text === '' ? null : event.target.valueAsNumber) : text)
          }}
        />
      )}
    </FormField>
  )
}

export function TextareaField<T extends FieldValues, O>({
  rows,
  placeholder,
  ...bound
}: Bound<T, O> & { rows?: number; placeholder?: string; aside?: ReactNode }) {
  return (
    <FormField {...bound}>
      {(field) => (
        <Textarea
          ref={field.ref}
          rows={rows}
          placeholder={placeholder}
          value={textOf(field.value)}
          onBlur={field.onBlur}
          onChange={field.onChange}
        />
      )}
    </FormField>
  )
}

/** Value: major units as a decimal string (`1200.50`). The schema reads it with `parseMajor`. */
export function MoneyField<T extends FieldValues, O>({
  currency,
  locale,
  ...bound
}: Bound<T, O> & { currency: string; locale: string }) {
  return (
    <FormField {...bound}>
      {(field) => (
        <MoneyInput
          ref={field.ref}
          currency={currency}
          locale={locale}
          value={textOf(field.value)}
          onChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    </FormField>
  )
}

/** Value: a fraction or null. */
export function PercentField<T extends FieldValues, O>({ locale, ...bound }: Bound<T, O> & { locale: string }) {
  return (
    <FormField {...bound} say={(value) => (Number.isNaN(value) ? NOT_A_PERCENTAGE : undefined)}>
      {(field) => (
        <PercentInput
          ref={field.ref}
          locale={locale}
          value={typeof field.value === 'number' ? field.value : null}
          onChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    </FormField>
  )
}

/** A calendar date like `2026-11-20`. */
export function DateField<T extends FieldValues, O>(props: Bound<T, O> & { min?: string; max?: string }) {
  return <TextField type="date" {...props} />
}

export function SelectField<T extends FieldValues, O>({
  options,
  placeholder,
  ...bound
}: Bound<T, O> & { options: readonly Option[]; placeholder?: string }) {
  return (
    <FormField {...bound}>
      {(field) => (
        <Select
          options={options}
          placeholder={placeholder}
          value={textOf(field.value) || null}
          onValueChange={(value) => {
            field.onChange(value)
            field.onBlur()
          }}
        />
      )}
    </FormField>
  )
}

type ComboProps = {
  options: readonly Option[]
  load?: (query: string, signal: AbortSignal) => Promise<readonly Option[]>
  placeholder?: string
}

/** Value: the option's value, or null. */
export function ComboboxField<T extends FieldValues, O>({
  options,
  load,
  placeholder,
  ...bound
}: Bound<T, O> & ComboProps) {
  return (
    <FormField {...bound}>
      {(field) => (
        <Combobox
          {...{ options, load, placeholder }}
          value={textOf(field.value) || null}
          onValueChange={field.onChange}
        />
      )}
    </FormField>
  )
}

/** Value: a list of option values. */
export function MultiComboboxField<T extends FieldValues, O>({
  options,
  load,
  placeholder,
  ...bound
}: Bound<T, O> & ComboProps) {
  return (
    <FormField {...bound}>
      {(field) => (
        <MultiCombobox {...{ options, load, placeholder }} value={listOf(field.value)} onValueChange={field.onChange} />
      )}
    </FormField>
  )
}

export function RadioField<T extends FieldValues, O>({
  options,
  inline,
  control,
  name,
  label,
  ...group
}: Bound<T, O> & { options: readonly Option[]; inline?: boolean }) {
  const { field, fieldState } = useController({ control, name })
  return (
    <FieldGroup
      legend={label}
      help={group.help}
      required={group.required}
      className={group.className}
      error={fieldState.error?.message}
    >
      <RadioGroup
        options={options}
        inline={inline}
        disabled={group.disabled}
        value={textOf(field.value)}
        onValueChange={field.onChange}
      />
    </FieldGroup>
  )
}

export function CheckboxField<T extends FieldValues, O>({
  control,
  name,
  label,
  help,
  disabled,
  className,
}: Bound<T, O>) {
  const { field } = useController({ control, name })
  return (
    <Checkbox
      help={help}
      disabled={disabled}
      className={className}
      checked={field.value === true}
      onCheckedChange={field.onChange}
    >
      {label}
    </Checkbox>
  )
}

export function SwitchField<T extends FieldValues, O>({
  control,
  name,
  label,
  help,
  disabled,
  className,
}: Bound<T, O>) {
  const { field } = useController({ control, name })
  return (
    <Switch
      help={help}
      disabled={disabled}
      className={className}
      checked={field.value === true}
      onCheckedChange={field.onChange}
    >
      {label}
    </Switch>
  )
}
