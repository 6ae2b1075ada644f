'use client'

import { Ellipsis } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProvider } from 'react-hook-form'
import { Form, SubmitButton } from '@/components/form/form'
import { useZodForm } from '@/components/form/use-zod-form'
import { customColumn, nameColumn, textColumn } from '@/components/table/columns'
import { DataTable } from '@/components/table/data-table'
import type { Column } from '@/components/table/types'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { Option } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { Role } from '@/lib/access/permissions'
import { changeMember, endMembership } from '@/lib/member/actions'
import { MemberChange } from '@/lib/member/schema'
import { AccessFields } from './access-fields'
import { valueOf } from './outcome'

export type MemberRow = {
  id: string
  userId: string
  name: string
  email: string
  role: Role
  allClients: boolean
  clientIds: string[]
  /** How many more there are that the reader does not see. */
  unseen: number
  joined: string
}

type Props = {
  agency: string
  me: string | null
  role: Role
  mayWrite: boolean
  clients: readonly Option[]
  rows: MemberRow[]
}

function clientsOf(row: MemberRow, clients: readonly Option[]): string {
  if (row.allClients) return 'All clients'
  const names = row.clientIds.flatMap((id) => clients.find(({ value }) => value === id)?.label ?? [])
  return [...names, ...(row.unseen > 0 ? [`${row.unseen} more`] : [])].join(', ')
}

type Open = { kind: 'change' | 'remove'; row: MemberRow }

function columnsOf({ me, role, mayWrite, clients }: Props, open: (next: Open) => void): Column<MemberRow>[] {
  const columns: Column<MemberRow>[] = [
    nameColumn({
      id: 'name',
      header: 'Person',
      name: (row) => (row.userId === me ? `${row.name} (you)` : row.name),
      note: (row) => row.email,
      icon: (row) => <Avatar name={row.name} />,
    }),
    textColumn({
      id: 'role',
      header: 'Role',
      width: 104,
      text: (row) => row.role.slice(0, 1).toUpperCase() + row.role.slice(1),
    }),
    textColumn({ id: 'clients', header: 'Clients', width: 200, text: (row) => clientsOf(row, clients) }),
    textColumn({ id: 'joined', header: 'Joined', width: 120, text: (row) => row.joined }),
  ]
  if (!mayWrite) return columns
  const actions = (row: MemberRow) =>
    row.role === 'owner' && role !== 'owner' ? null : (
      <Menu
        trigger={
          <Button variant="quiet" size="iconSmall" aria-label={`Actions for ${row.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => open({ kind: 'change', row })}>Change role…</MenuItem>
        <MenuItem danger onSelect={() => open({ kind: 'remove', row })}>
          {row.userId === me ? 'Leave the agency…' : 'Remove…'}
        </MenuItem>
      </Menu>
    )
  return [...columns, customColumn({ id: 'actions', header: '', width: 56, cell: actions })]
}

/** The agency's people. Who may write changes roles and ends memberships from each row's menu. */
export function MemberTable(props: Props) {
  const router = useRouter()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const { agency, me, role, clients, rows } = props
  const leaving = open?.row.userId === me
  return (
    <>
      <DataTable
        label="Members"
        columns={columnsOf(props, setOpen)}
        rows={rows}
        rowId={(row) => row.id}
        rowHeight={56}
      />
      <Dialog
        title={open ? `Role of ${open.row.name}` : ''}
        open={open?.kind === 'change'}
        onOpenChange={(next) => (next ? undefined : close())}
      >
        {open?.kind === 'change' ? (
          <ChangeForm agency={agency} role={role} clients={clients} row={open.row} onClose={close} />
        ) : null}
      </Dialog>
      <ConfirmDialog
        open={open?.kind === 'remove'}
        onOpenChange={(next) => (next ? undefined : close())}
        title={leaving ? 'You leave this agency' : `Removes ${open?.row.name ?? ''} from the agency`}
        description={
          leaving
            ? 'You lose access at once. An owner or admin can invite you again.'
            : 'Access and API tokens end at once. What they did stays in the log under their name.'
        }
        confirm={leaving ? 'Leave agency' : 'Remove person'}
        danger
        onConfirm={async () => {
          if (!open) return
          const { name } = valueOf(await endMembership(agency, { membershipId: open.row.id }))
          if (leaving) return router.push('/')
          toast.success(`${name} is no longer a member`)
          router.refresh()
        }}
      />
    </>
  )
}

type ChangeProps = Pick<Props, 'agency' | 'role' | 'clients'> & { row: MemberRow; onClose: () => void }

function ChangeForm({ agency, role, clients, row, onClose }: ChangeProps) {
  const router = useRouter()
  const values: MemberChange = {
    membershipId: row.id,
    role: row.role,
    allClients: row.allClients,
    clientIds: row.clientIds,
  }
  const form = useZodForm(MemberChange, values)
  return (
    <FormProvider {...form}>
      <Form
        form={form}
        onSubmit={(change) => changeMember(agency, change)}
        onDone={() => {
          toast.success(`The role of ${row.name} is changed`)
          onClose()
          router.refresh()
        }}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <SubmitButton form={form}>Save role</SubmitButton>
          </>
        }
      >
        <AccessFields giver={role} clients={clients} />
      </Form>
    </FormProvider>
  )
}
