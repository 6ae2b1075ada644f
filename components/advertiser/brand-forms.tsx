'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { MoneyField, TextField } from '@/components/form/fields'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { changeBrand, changeSku, newBrand, newSku } from '@/lib/advertiser/actions'
import { BrandEdit, BrandForm, SkuEdit, SkuForm } from '@/lib/advertiser/schema'
import type { BrandContext, BrandView, SkuView } from './brand-types'

type Shown = { context: BrandContext; onClose: () => void }

const useDone = (onClose: () => void) => {
  const router = useRouter()
  return () => {
    onClose()
    router.refresh()
  }
}

function NewBrandForm({ context, onClose }: Shown) {
  const { agency, clientId, currency, locale } = context
  const form = useZodForm(BrandForm, { clientId, name: '', monthlyBudget: '', dailyBudget: '' })
  const { control } = form
  return (
    <Form
      form={form}
      onSubmit={(values) => newBrand(agency, values)}
      onDone={useDone(onClose)}
      footer={<Buttons onClose={onClose} submit={<SubmitButton form={form}>Create brand</SubmitButton>} />}
    >
      <TextField control={control} name="name" label="Name" required />
      <MoneyField
        control={control}
        name="monthlyBudget"
        label="Month budget"
        currency={currency}
        locale={locale}
        help="Empty: no limit of its own."
      />
      <MoneyField
        control={control}
        name="dailyBudget"
        label="Day budget"
        currency={currency}
        locale={locale}
        help="Empty: no limit of its own."
      />
    </Form>
  )
}

function EditBrandForm({ context, onClose, brand }: Shown & { brand: BrandView }) {
  const { agency, currency, locale } = context
  const { id: brandId, name, monthlyBudget, dailyBudget } = brand
  const form = useZodForm(BrandEdit, { brandId, name, monthlyBudget, dailyBudget })
  const { control } = form
  return (
    <Form
      form={form}
      onSubmit={(values) => changeBrand(agency, values)}
      onDone={useDone(onClose)}
      footer={<Buttons onClose={onClose} submit={<SubmitButton form={form}>Save brand</SubmitButton>} />}
    >
      <TextField control={control} name="name" label="Name" required />
      <MoneyField
        control={control}
        name="monthlyBudget"
        label="Month budget"
        currency={currency}
        locale={locale}
        help="Empty: no limit of its own."
      />
      <MoneyField
        control={control}
        name="dailyBudget"
        label="Day budget"
        currency={currency}
        locale={locale}
        help="Empty: no limit of its own."
      />
    </Form>
  )
}

function NewSkuForm({ context, onClose, brand }: Shown & { brand: BrandView }) {
  const { agency, currency, locale } = context
  const form = useZodForm(SkuForm, { brandId: brand.id, name: '', dailyBudget: '' })
  return (
    <Form
      form={form}
      onSubmit={(values) => newSku(agency, values)}
      onDone={useDone(onClose)}
      footer={<Buttons onClose={onClose} submit={<SubmitButton form={form}>Create SKU</SubmitButton>} />}
    >
      <TextField control={form.control} name="name" label="Name" required />
      <MoneyField
        control={form.control}
        name="dailyBudget"
        label="Day pool"
        currency={currency}
        locale={locale}
        help="What its campaigns share a day. Empty: no pool."
      />
    </Form>
  )
}

function EditSkuForm({ context, onClose, sku }: Shown & { sku: SkuView }) {
  const { agency, currency, locale } = context
  const form = useZodForm(SkuEdit, { skuId: sku.id, name: sku.name, dailyBudget: sku.dailyBudget })
  return (
    <Form
      form={form}
      onSubmit={(values) => changeSku(agency, values)}
      onDone={useDone(onClose)}
      footer={<Buttons onClose={onClose} submit={<SubmitButton form={form}>Save SKU</SubmitButton>} />}
    >
      <TextField control={form.control} name="name" label="Name" required />
      <MoneyField
        control={form.control}
        name="dailyBudget"
        label="Day pool"
        currency={currency}
        locale={locale}
        help="What its campaigns share a day. Empty: no pool."
      />
    </Form>
  )
}

function Buttons({ onClose, submit }: { onClose: () => void; submit: ReactNode }) {
  return (
    <>
      <Button onClick={onClose}>Cancel</Button>
      {submit}
    </>
  )
}

export type Editing =
  | { kind: 'new-brand' }
  | { kind: 'brand'; brand: BrandView }
  | { kind: 'new-sku'; brand: BrandView }
  | { kind: 'sku'; sku: SkuView }

const titleOf = (editing: Editing): string => {
  switch (editing.kind) {
    case 'new-brand':
      return 'New brand'
    case 'brand':
      return editing.brand.name
    case 'new-sku':
      return `New SKU of ${editing.brand.name}`
    case 'sku':
      return editing.sku.name
  }
}

/** The one dialog of the page: which form it holds depends on what is edited. */
export function BrandDialog({ editing, ...shown }: Shown & { editing: Editing | undefined }) {
  return (
    <Dialog
      title={editing ? titleOf(editing) : ''}
      open={editing !== undefined}
      onOpenChange={(open) => (open ? undefined : shown.onClose())}
    >
      {editing?.kind === 'new-brand' ? <NewBrandForm {...shown} /> : null}
      {editing?.kind === 'brand' ? <EditBrandForm {...shown} brand={editing.brand} /> : null}
      {editing?.kind === 'new-sku' ? <NewSkuForm {...shown} brand={editing.brand} /> : null}
      {editing?.kind === 'sku' ? <EditSkuForm {...shown} sku={editing.sku} /> : null}
    </Dialog>
  )
}
