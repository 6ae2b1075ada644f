'use client'

import { Command as List } from 'cmdk'
import { Check, ChevronsUpDown, LayoutGrid } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useState } from 'react'
import { cn } from '@/lib/core/cn'
import { Avatar } from '../ui/avatar'
import { Popover } from '../ui/popover'

export type ShellClient = {
  id: string
  name: string
  /** Where its pages begin: `/harbour/nordlys`. */
  href: string
  /** `EUR, Europe/Oslo`. */
  note?: string
}

/** The same section of the other client, where the present page belongs to one: `/a/x/budgets` to `/a/y/budgets`. */
export function sameSection(path: string, from: string | undefined, to: string): string {
  if (!from || !path.startsWith(`${from}/`)) return to
  const [section = ''] = path.slice(from.length + 1).split('/')
  return section ? `${to}/${section}` : to
}

type SwitcherProps = {
  clients: readonly ShellClient[]
  current?: ShellClient
  agency: { name: string; href: string }
  narrow?: boolean
  onChosen?: () => void
}

/** Which client the page is about, and the way to another or to all. */
export function ClientSwitcher({ clients, current, agency, narrow, onChosen }: SwitcherProps) {
  const [open, setOpen] = useState(false)
  const path = usePathname()
  const router = useRouter()
  const go = (href: string) => {
    setOpen(false)
    onChosen?.()
    router.push(href)
  }
  const name = current?.name ?? agency.name
  const note = current ? current.note : 'All clients'
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      className="w-72 p-0"
      label="Clients"
      trigger={
        <button
          type="button"
          className={cn(
            'flex h-11 items-center gap-2 rounded-control border border-line bg-background text-left hover:border-control',
            narrow ? 'w-11 justify-center' : 'w-full px-2',
          )}
        >
          <Avatar name={name} kind={current ? 'client' : 'agency'} size="medium" />
          <span className="sr-only">Switch client, now {narrow ? name : null}</span>
          {narrow ? null : (
            <>
              <span className="min-w-0 flex-1">
                <span className="block truncate text-label">{name}</span>
                {note ? <span className="block truncate text-small text-muted">{note}</span> : null}
              </span>
              <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
            </>
          )}
        </button>
      }
    >
      <List label="Clients" loop defaultValue={current?.name}>
        <List.Input
          aria-label="Find a client"
          placeholder="Find a client…"
          className="h-10 w-full rounded-t-card border-b border-line bg-transparent px-3 -outline-offset-2 placeholder:text-muted"
        />
        <List.List className="max-h-80 overflow-y-auto p-1">
          <List.Empty className="p-2 text-muted">No client of this name.</List.Empty>
          {clients.map((client) => (
            <List.Item
              key={client.id}
              value={client.name}
              onSelect={() => go(sameSection(path, current?.href, client.href))}
              className="flex min-h-10 cursor-default items-center gap-2 rounded-control px-2 data-[selected=true]:bg-surface pointer-coarse:min-h-11"
            >
              <Avatar name={client.name} kind="agency" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{client.name}</span>
                {client.note ? <span className="block truncate text-small text-muted">{client.note}</span> : null}
              </span>
              {client.id === current?.id ? <Check aria-label="now" className="size-4 shrink-0" /> : null}
            </List.Item>
          ))}
          <List.Item
            value={`All clients ${agency.name}`}
            onSelect={() => go(agency.href)}
            className="mt-1 flex min-h-10 cursor-default items-center gap-2 rounded-control border-t border-line px-2 data-[selected=true]:bg-surface"
          >
            <LayoutGrid aria-hidden className="mx-1 size-4 text-muted" />
            All clients of {agency.name}
          </List.Item>
        </List.List>
      </List>
    </Popover>
  )
}
