'use client'

import { Dialog } from '../ui/dialog'
import { Keys } from '../ui/kbd'
import type { Command } from './commands'

const everywhere = [
  { keys: 'Ctrl K', label: 'Search or do' },
  { keys: '/', label: 'Search' },
  { keys: 'z', label: 'Undo what was just done' },
  { keys: '?', label: 'This list' },
]

const tables = [
  { keys: 'j', label: 'Next row' },
  { keys: 'k', label: 'Row before' },
  { keys: 'Enter', label: 'Open the row' },
  { keys: 'x', label: 'Choose the row' },
]

/** Every shortcut that works here. */
export function ShortcutsDialog({
  open,
  onOpenChange,
  commands,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  commands: readonly Command[]
}) {
  const bound = commands.flatMap((command) =>
    command.keys ? [{ keys: command.keys, label: command.label, group: command.group }] : [],
  )
  const groups = [...new Set(bound.map((entry) => entry.group))]
  return (
    <Dialog title="Keyboard shortcuts" open={open} onOpenChange={onOpenChange} size="medium">
      <div className="grid gap-6 sm:grid-cols-2">
        <List title="Everywhere" entries={everywhere} />
        <List title="Tables" entries={tables} />
        {groups.map((group) => (
          <List key={group} title={group} entries={bound.filter((entry) => entry.group === group)} />
        ))}
      </div>
    </Dialog>
  )
}

function List({ title, entries }: { title: string; entries: readonly { keys: string; label: string }[] }) {
  return (
    <section>
      <h3 className="mb-1 text-label text-muted">{title}</h3>
      <ul>
        {entries.map((entry) => (
          <li
            key={entry.keys + entry.label}
            className="flex min-h-8 items-center justify-between gap-4 border-t border-line"
          >
            {entry.label}
            <Keys keys={entry.keys} />
          </li>
        ))}
      </ul>
    </section>
  )
}
