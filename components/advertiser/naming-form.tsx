'use client'

import { useWatch, type Control } from 'react-hook-form'
import type { z } from 'zod'
import { CheckboxField, TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { checkPattern, NAME_PARTS, renderName, type NameFacts } from '@/lib/ad/naming'
import { checkUtm, UTM_PLACEHOLDERS, UtmRules, utmFor, withUtm } from '@/lib/ad/utm'
import { changeNaming } from '@/lib/advertiser/actions'
import { ClientNaming } from '@/lib/advertiser/schema'

type Props = { agency: string; client: string; month: string; mayEdit: boolean; values: ClientNaming }

const braces = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(' ')

/** Names and tracking of every new campaign of a client, with an example that follows what is typed. */
export function NamingForm({ agency, client, month, mayEdit, values }: Props) {
  const form = useZodForm(ClientNaming, values)
  const { control } = form
  const disabled = !mayEdit
  return (
    <Form
      form={form}
      onSubmit={(next) => changeNaming(agency, next)}
      onDone={(next) => {
        form.reset(next)
        toast.success('Naming and tracking saved', {
          description: 'New campaigns follow it. Existing ones keep theirs.',
        })
      }}
      footer={mayEdit ? <SubmitButton form={form}>Save naming and tracking</SubmitButton> : undefined}
    >
      <TextField
        control={control}
        name="namingPattern"
        label="Campaign names"
        disabled={disabled}
        help={`Use ${braces(NAME_PARTS)}.`}
      />
      <h2 className="mt-4 text-heading">Tracking parameters</h2>
      <p className="text-muted">
        Added to every landing page. Use {braces(UTM_PLACEHOLDERS)}; {'{keyword}'} and {'{{ad.id}}'} go through to the
        platforms.
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField control={control} name="utm.source.google_ads" label="utm_source at Google" disabled={disabled} />
        <TextField control={control} name="utm.source.meta_ads" label="utm_source at Meta" disabled={disabled} />
        <TextField control={control} name="utm.medium.google_ads" label="utm_medium at Google" disabled={disabled} />
        <TextField control={control} name="utm.medium.meta_ads" label="utm_medium at Meta" disabled={disabled} />
      </div>
      <TextField
        control={control}
        name="utm.campaign"
        label="utm_campaign"
        disabled={disabled}
        help="Empty leaves the parameter out."
      />
      <TextField control={control} name="utm.content" label="utm_content" disabled={disabled} />
      <TextField control={control} name="utm.term" label="utm_term" disabled={disabled} />
      <CheckboxField
        control={control}
        name="utm.lowercase"
        label="Lower case"
        disabled={disabled}
        help="Analytics tools count Meta and meta as two sources."
      />
      <Example control={control} client={client} month={month} />
    </Form>
  )
}

type Typed = z.input<typeof ClientNaming>

function Example({
  control,
  client,
  month,
}: {
  control: Control<Typed, unknown, ClientNaming>
  client: string
  month: string
}) {
  const [pattern, utm] = useWatch({ control, name: ['namingPattern', 'utm'] })
  const rules = UtmRules.safeParse(utm)
  const facts: NameFacts = {
    client,
    brand: client,
    sku: 'General',
    objective: 'sales',
    platform: 'google',
    account: 'Main',
    month,
  }
  const isUsable = checkPattern(pattern).ok && rules.success && checkUtm(rules.data).length === 0
  if (!isUsable) return <Notice tone="warn">The example appears once each field can be used.</Notice>
  const name = renderName(pattern, facts, 1)
  const { month: _, ...rest } = facts
  const values = utmFor('google_ads', rules.data, {
    ...rest,
    campaign: name,
    unit: 'Everyone',
    ad: 'Ad 1',
    yyyymm: month.replace('-', ''),
  })
  return (
    <Notice>
      <span className="text-muted">The first Google campaign of this month would be</span>
      <span className="block font-medium break-all">{name}</span>
      <span className="mt-2 block text-muted">and its ads would lead to</span>
      <span className="block break-all">{withUtm('https://example.com/', values)}</span>
    </Notice>
  )
}
