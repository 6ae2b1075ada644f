'use client'

import { Ellipsis, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { valueOf } from '@/components/member/outcome'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import {
  archiveOneBrand,
  archiveOneSku,
  deleteBrand,
  deleteSku,
  restoreOneBrand,
  restoreOneSku,
} from '@/lib/advertiser/actions'
import { messageOf } from '@/lib/client/api'
import { money } from '@/lib/core/format'
import { parseMajor } from '@/lib/core/money'
import type { ActionResult } from '@/lib/server/action'
import { BrandDialog, type Editing } from './brand-forms'
import type { BrandContext, BrandView, SkuView } from './brand-types'

type Props = { context: BrandContext; brands: BrandView[] }

/** Runs a change that needs no form, says what came of it and reads the page again. */
function useChange() {
  const router = useRouter()
  return (run: () => Promise<ActionResult<unknown>>, done: string, undo?: () => Promise<ActionResult<unknown>>) => {
    const act = async (step: () => Promise<ActionResult<unknown>>, says: string, back?: () => void) => {
      try {
        valueOf(await step())
        if (back) toast.undo(says, back)
        else toast.success(says)
        router.refresh()
      } catch (error) {
        toast.error(messageOf(error))
      }
    }
    void act(run, done, undo ? () => void act(undo, 'Taken back') : undefined)
  }
}

const amount = (text: string, { currency, locale }: BrandContext, unit: string): string => {
  const parsed = parseMajor(text, currency)
  return parsed.ok ? `${money(parsed.value, currency, locale)} ${unit}` : ''
}

export function BrandList({ context, brands }: Props) {
  const [editing, setEditing] = useState<Editing>()
  return (
    <div className="grid max-w-160 gap-4">
      {brands.map((brand) => (
        <BrandCard key={brand.id} brand={brand} context={context} onEdit={setEditing} />
      ))}
      {context.mayEdit ? (
        <div>
          <Button onClick={() => setEditing({ kind: 'new-brand' })}>
            <Plus aria-hidden />
            New brand
          </Button>
        </div>
      ) : null}
      <BrandDialog editing={editing} context={context} onClose={() => setEditing(undefined)} />
    </div>
  )
}

function BrandCard({
  brand,
  context,
  onEdit,
}: {
  brand: BrandView
  context: BrandContext
  onEdit: (editing: Editing) => void
}) {
  const change = useChange()
  const { agency, mayEdit } = context
  const ref = { brandId: brand.id }
  const isArchived = brand.status === 'archived'
  const budgets = [amount(brand.monthlyBudget, context, 'a month'), amount(brand.dailyBudget, context, 'a day')].filter(
    Boolean,
  )
  const menu = (
    <Menu
      trigger={
        <Button variant="quiet" size="iconSmall" aria-label={`Actions for ${brand.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={() => onEdit({ kind: 'brand', brand })}>Edit brand…</MenuItem>
      {isArchived ? (
        <MenuItem onSelect={() => change(() => restoreOneBrand(agency, ref), `${brand.name} is restored`)}>
          Restore
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => onEdit({ kind: 'new-sku', brand })}>New SKU…</MenuItem>
      )}
      {brand.isDefault ? null : <MenuSeparator />}
      {brand.isDefault || isArchived ? null : (
        <MenuItem
          onSelect={() =>
            change(
              () => archiveOneBrand(agency, ref),
              `${brand.name} is archived`,
              () => restoreOneBrand(agency, ref),
            )
          }
        >
          Archive
        </MenuItem>
      )}
      {brand.isDefault ? null : (
        <MenuItem danger onSelect={() => change(() => deleteBrand(agency, ref), `${brand.name} is deleted`)}>
          Delete if unused
        </MenuItem>
      )}
    </Menu>
  )
  return (
    <Card>
      <CardHeader line aside={mayEdit ? menu : undefined}>
        <CardTitle>
          {brand.name} <Marks row={brand} />
        </CardTitle>
        <CardNote>{budgets.length > 0 ? budgets.join(', ') : 'No budget of its own'}</CardNote>
      </CardHeader>
      <ul>
        {brand.skus.map((sku) => (
          <SkuRow key={sku.id} sku={sku} context={context} onEdit={onEdit} />
        ))}
      </ul>
    </Card>
  )
}

function Marks({ row }: { row: { isDefault: boolean; status: string } }) {
  return (
    <>
      {row.isDefault ? <Badge>Default</Badge> : null}
      {row.status === 'archived' ? <Badge tone="warn">Archived</Badge> : null}
    </>
  )
}

function SkuRow({ sku, context, onEdit }: { sku: SkuView; context: BrandContext; onEdit: (editing: Editing) => void }) {
  const change = useChange()
  const { agency, mayEdit } = context
  const ref = { skuId: sku.id }
  const isArchived = sku.status === 'archived'
  return (
    <li className="flex min-h-11 items-center gap-3 border-t border-line px-4 py-1 first:border-t-0">
      <span className="min-w-0 flex-1 truncate">
        {sku.name} <Marks row={sku} />
      </span>
      <span className="text-right tabular-nums">
        {amount(sku.dailyBudget, context, 'a day') || <span className="text-muted">No pool</span>}
      </span>
      {mayEdit ? (
        <Menu
          trigger={
            <Button variant="quiet" size="iconSmall" aria-label={`Actions for ${sku.name}`}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => onEdit({ kind: 'sku', sku })}>Edit SKU…</MenuItem>
          {isArchived ? (
            <MenuItem onSelect={() => change(() => restoreOneSku(agency, ref), `${sku.name} is restored`)}>
              Restore
            </MenuItem>
          ) : null}
          {sku.isDefault || isArchived ? null : (
            <MenuItem
              onSelect={() =>
                change(
                  () => archiveOneSku(agency, ref),
                  `${sku.name} is archived`,
                  () => restoreOneSku(agency, ref),
                )
              }
            >
              Archive
            </MenuItem>
          )}
          {sku.isDefault ? null : (
            <MenuItem danger onSelect={() => change(() => deleteSku(agency, ref), `${sku.name} is deleted`)}>
              Delete if unused
            </MenuItem>
          )}
        </Menu>
      ) : null}
    </li>
  )
}
