'use client'

import { Columns3 } from 'lucide-react'
import { Button } from '../ui/button'
import { Menu, MenuCheck, MenuGroup } from '../ui/menu'
import type { Column } from './types'

export type ColumnMenuProps<Row> = {
  columns: readonly Column<Row>[]
  hidden: readonly string[]
  onChange: (hidden: string[]) => void
}

/** Which columns are in sight. The first always is. */
export function ColumnMenu<Row>({ columns, hidden, onChange }: ColumnMenuProps<Row>) {
  const show = (id: string, on: boolean) => onChange(on ? hidden.filter((one) => one !== id) : [...hidden, id])
  return (
    <Menu
      trigger={
        <Button size="small">
          <Columns3 aria-hidden />
          Columns
        </Button>
      }
    >
      <MenuGroup label="Columns in sight">
        {columns.map((column, index) => (
          <MenuCheck
            key={column.id}
            checked={!hidden.includes(column.id)}
            disabled={index === 0 || column.hideable === false}
            onCheckedChange={(on) => show(column.id, on)}
          >
            {column.header}
          </MenuCheck>
        ))}
      </MenuGroup>
    </Menu>
  )
}
