'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { Command as Menu, defaultFilter } from 'cmdk'
import { FileSearch, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useStored } from '@/lib/client/use-stored'
import { backdropClass } from '../ui/dialog'
import { floatClass } from '../ui/float'
import { Kbd, Keys } from '../ui/kbd'
import { cn } from '@/lib/core/cn'
import { Highlight } from './highlight'
import { menuGroups, valueOf } from './menu-groups'
import { useFind } from './use-find'
import type { Command } from './commands'

const RECENT = 5

export type CommandMenuProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  commands: readonly Command[]
  /** Route that finds things by name; see `useFind`. */
  findHref?: string
  /** Opens the list of all shortcuts. */
  onHelp: () => void
}

/** Go to, do, find. What was used last stands first. */
export function CommandMenu({ open, onOpenChange, ...props }: CommandMenuProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup
          aria-label="Command menu"
          className={cn(
            floatClass,
            'fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-140 -translate-x-1/2 overflow-hidden rounded-dialog',
          )}
        >
          <Inside {...props} close={() => onOpenChange(false)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

type InsideProps = Omit<CommandMenuProps, 'open' | 'onOpenChange'> & { close: () => void }

function Inside({ commands, findHref, onHelp, close }: InsideProps) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState('')
  const [stored, setStored] = useStored('paceline.recent', '')
  const router = useRouter()
  const found = useFind(findHref, query)
  const recentIds = stored.split('\n').filter(Boolean)
  const recent = recentIds.flatMap((id) => commands.find((command) => command.id === id) ?? [])
  const run = (command: Command) => {
    setStored([command.id, ...recentIds.filter((id) => id !== command.id)].slice(0, RECENT).join('\n'))
    close()
    if (command.href === undefined) command.onSelect()
    else router.push(command.href)
  }
  const results = query.trim().length >= 2 ? (found.data?.data ?? []) : []
  const icon = <FileSearch aria-hidden />
  const groups = menuGroups(
    query,
    { commands, recent, found: results.map((item) => ({ ...item, id: `found ${item.id}`, group: 'Find', icon })) },
    defaultFilter,
  )
  const values = groups.flatMap(({ name, items }) => items.map((command) => valueOf(name, command)))
  // What is no longer listed cannot stay chosen: Enter opens what is marked, and something always is.
  const marked = values.includes(chosen) ? chosen : (values[0] ?? '')
  return (
    <Menu label="Command menu" loop shouldFilter={false} value={marked} onValueChange={setChosen}>
      <div className="flex h-13 items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <Menu.Input
          value={query}
          onValueChange={setQuery}
          placeholder="Search or do…"
          className="h-full min-w-0 flex-1 bg-transparent text-body outline-none placeholder:text-muted"
        />
        <Base.Close aria-label="Esc, close" className="rounded-mark">
          <Kbd>Esc</Kbd>
        </Base.Close>
      </div>
      <Menu.List className="max-h-[min(420px,56vh)] overflow-y-auto">
        <Menu.Empty className="p-4 text-muted">
          {found.isFetching
            ? 'Searching…'
            : found.isError
              ? 'The search could not be read. Try again.'
              : `Nothing is called “${query}”.`}
        </Menu.Empty>
        {groups.map(({ name, items }) => (
          <Group key={name} name={name} items={items} query={query} run={run} />
        ))}
      </Menu.List>
      <div className="flex h-10 items-center gap-4 border-t border-line px-4 text-small text-muted">
        <span className="inline-flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> Move
        </span>
        <span className="inline-flex items-center gap-1">
          <Kbd>↵</Kbd> Open
        </span>
        <button
          type="button"
          className="ml-auto inline-flex min-h-6 items-center gap-1 hover:text-text"
          onClick={() => {
            close()
            onHelp()
          }}
        >
          <Kbd>?</Kbd> All shortcuts
        </button>
      </div>
    </Menu>
  )
}

type GroupProps = {
  name: string
  items: readonly Command[]
  query: string
  run: (command: Command) => void
}

function Group({ name, items, query, run }: GroupProps) {
  return (
    <Menu.Group
      heading={name}
      className={cn(
        'p-2 not-first:border-t not-first:border-line [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1',
        '[&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted',
      )}
    >
      {items.map((command) => (
        <Menu.Item
          key={command.id}
          value={valueOf(name, command)}
          onSelect={() => run(command)}
          className="flex h-9 cursor-default items-center gap-3 rounded-control px-2 data-[selected=true]:bg-surface pointer-coarse:h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
        >
          {command.icon}
          <span className="min-w-0 flex-1 truncate">
            <Highlight text={command.label} query={query} />
          </span>
          {command.note ? <span className="text-small text-muted">{command.note}</span> : null}
          {command.keys ? <Keys keys={command.keys} /> : null}
        </Menu.Item>
      ))}
    </Menu.Group>
  )
}
