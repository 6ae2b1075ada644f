'use client'

import { countColumn, customColumn, nameColumn, textColumn } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import type { Column } from '@/components/table/types'
import { TextLink } from '@/components/ui/button'
import { Empty, NoResults } from '@/components/ui/empty'
import { StatusDot } from '@/components/ui/status-dot'

export type ClientRow = {
  id: string
  slug: string
  name: string
  industry: string
  currency: string
  timezone: string
  status: 'active' | 'archived'
  campaignsOn: number
  adAccounts: number
}

type Props = { agency: string; locale: string; rows: ClientRow[]; archived: boolean; hasOthers: boolean }

const columnsOf = (agency: string, locale: string): Column<ClientRow>[] => [
  nameColumn({
    id: 'name',
    header: 'Client',
    name: (row) => row.name,
    href: (row) => `/${agency}/${row.slug}/overview`,
    note: (row) => row.industry,
  }),
  textColumn({ id: 'currency', header: 'Currency', width: 96, text: (row) => row.currency }),
  textColumn({ id: 'timezone', header: 'Time zone', width: 176, text: (row) => row.timezone }),
  countColumn({ id: 'accounts', header: 'Ad accounts', width: 112, locale, figure: (row) => row.adAccounts }),
  countColumn({ id: 'campaigns', header: 'Campaigns on', width: 120, locale, figure: (row) => row.campaignsOn }),
  customColumn({
    id: 'status',
    header: 'Status',
    width: 112,
    value: (row) => row.status,
    cell: (row) => (
      <StatusDot off={row.status === 'archived'}>{row.status === 'archived' ? 'Archived' : 'Active'}</StatusDot>
    ),
  }),
  customColumn({
    id: 'settings',
    header: 'Settings',
    width: 96,
    cell: (row) => (
      <TextLink href={`/${agency}/${row.slug}/settings`} aria-label={`Settings of ${row.name}`}>
        Settings
      </TextLink>
    ),
  }),
]

/** The agency's clients. Archived ones stand apart. */
export function ClientTable({ agency, locale, rows, archived, hasOthers }: Props) {
  const none = (
    <NoResults
      title={archived ? 'No client is archived' : 'Every client is archived'}
      action={
        <TextLink href={archived ? '?' : '?show=archived'}>
          {archived ? 'Show active clients' : 'Show archived clients'}
        </TextLink>
      }
    />
  )
  return (
    <DataTable
      label="Clients"
      columns={columnsOf(agency, locale)}
      rows={rows}
      rowId={(row) => row.id}
      rowHeight={56}
      state={rows.length > 0 ? 'data' : hasOthers ? 'noResults' : 'empty'}
      noResults={none}
      empty={<Empty title="Your clients appear here">Create the first one, then connect its ad accounts.</Empty>}
    />
  )
}
