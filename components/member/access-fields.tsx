'use client'

import { useController, useFormContext, useWatch } from 'react-hook-form'
import { CheckboxField, FormField, MultiComboboxField } from '@/components/form/fields'
import { FieldGroup } from '@/components/ui/field'
import { Combobox } from '@/components/ui/combobox'
import { RadioGroup } from '@/components/ui/radio-group'
import type { Option } from '@/components/ui/select'
import { ROLE_SAYS, ROLES, type Role } from '@/lib/access/permissions'
import type { MemberAccess } from '@/lib/member/schema'

type Props = {
  /** The one who gives the role: only owners make owners. */
  giver: Role
  clients: readonly Option[]
}

const isRole = (value: string): value is Role => ROLES.some((role) => role === value)

const rolesFor = (giver: Role): Option[] =>
  ROLES.filter((role) => giver === 'owner' || role !== 'owner').map((role) => ({
    value: role,
    label: role.slice(0, 1).toUpperCase() + role.slice(1),
    note: ROLE_SAYS[role],
  }))

/** Role and clients of a member, inside a `FormProvider`. Another role proposes the clients that go with it. */
export function AccessFields({ giver, clients }: Props) {
  const { control, getValues, setValue } = useFormContext<MemberAccess>()
  const { field, fieldState } = useController({ control, name: 'role' })
  const allClients = useWatch({ control, name: 'allClients' })
  const choose = (value: string) => {
    if (!isRole(value)) return
    field.onChange(value)
    // Nobody gains a client by a change of role alone: what was chosen stays, as far as the role takes it.
    const chosen = getValues('clientIds')
    const seesAll = value === 'owner' || value === 'admin' || (value !== 'viewer' && chosen.length === 0)
    setValue('allClients', seesAll)
    if (value === 'viewer') setValue('clientIds', chosen.slice(0, 1))
  }
  return (
    <>
      <FieldGroup legend="Role" error={fieldState.error?.message}>
        <RadioGroup options={rolesFor(giver)} value={field.value} onValueChange={choose} />
      </FieldGroup>
      {field.value === 'viewer' ? (
        <FormField
          control={control}
          name="clientIds"
          label="Client"
          required
          help="A viewer sees one client and changes nothing."
        >
          {(ids) => (
            <Combobox
              options={clients}
              value={Array.isArray(ids.value) ? (ids.value[0] ?? null) : null}
              onValueChange={(id) => ids.onChange(id ? [id] : [])}
            />
          )}
        </FormField>
      ) : null}
      {field.value === 'buyer' || field.value === 'manager' ? (
        <CheckboxField
          control={control}
          name="allClients"
          label="All clients"
          help="Also those that are created later."
        />
      ) : null}
      {(field.value === 'buyer' || field.value === 'manager') && !allClients ? (
        <MultiComboboxField control={control} name="clientIds" label="Clients" required options={clients} />
      ) : null}
    </>
  )
}
