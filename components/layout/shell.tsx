'use client'

import { Menu as MenuIcon, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useShortcuts } from '@/lib/client/use-shortcuts'
import { cn } from '@/lib/core/cn'
import { Button } from '../ui/button'
import { Sheet } from '../ui/sheet'
import { Toaster } from '../ui/toast'
import { CommandMenu } from './command-menu'
import { Providers } from './providers'
import { usePageCommands, type Command } from './commands'
import { ShortcutsDialog } from './shortcuts-dialog'
import { Side, type NavItem, type SideProps } from './side'

/** The layout reads it and passes `folded`, so that the first paint already has the right width. */
export const SIDEBAR_COOKIE = 'paceline-sidebar'

export type ShellProps = Omit<SideProps, 'narrow' | 'onSearch' | 'onFold' | 'onNavigate' | 'current'> & {
  /** Id of the client that the page is about. */
  clientId?: string
  folded?: boolean
  /** Route of the command menu's "Find": answers `{ data: [{ id, label, href, note? }] }` to `?q=`. */
  findHref?: string
  children: ReactNode
}

/** Everything around a page: sidebar or top bar, command menu, shortcuts, toasts. Takes plain props, reads no data. */
export function Shell(props: ShellProps) {
  return (
    <Providers>
      <Around {...props} />
    </Providers>
  )
}

function Around({ children, clientId, folded = false, findHref, ...side }: ShellProps) {
  const [narrow, setNarrow] = useState(folded)
  const [open, setOpen] = useState<'menu' | 'help' | 'nav' | null>(null)
  const current = side.clients.find((client) => client.id === clientId)
  const commands = useShellCommands(side.nav, side.more)
  useKeys(commands, setOpen)
  const fold = () => {
    setNarrow(!narrow)
    // The year is long enough to be remembered and the cookie holds no personal data.
    document.cookie = `${SIDEBAR_COOKIE}=${narrow ? 'open' : 'folded'}; path=/; max-age=31536000; samesite=lax`
  }
  const search = () => setOpen('menu')
  return (
    <div
      className={cn(
        'min-h-dvh min-[900px]:grid',
        narrow ? 'min-[900px]:grid-cols-[68px_minmax(0,1fr)]' : 'min-[900px]:grid-cols-[232px_minmax(0,1fr)]',
      )}
    >
      <a
        href="#main"
        className="fixed top-2 -left-full z-60 rounded-control bg-background px-3 py-2 text-label shadow-float focus:left-2"
      >
        Skip to content
      </a>
      <aside
        aria-label="Sidebar"
        className="sticky top-0 hidden h-dvh border-r border-line bg-surface min-[900px]:block print:hidden"
      >
        <Side {...side} current={current} narrow={narrow} onSearch={search} onFold={fold} />
      </aside>
      <TopBar name={current?.name ?? side.agency.name} onMenu={() => setOpen('nav')} onSearch={search} />
      <main id="main" tabIndex={-1} className="w-full max-w-312 min-w-0 p-4 outline-none min-[900px]:p-6">
        {children}
      </main>
      <Sheet title="Menu" side="left" open={open === 'nav'} onOpenChange={(on) => setOpen(on ? 'nav' : null)}>
        <div className="-mx-6 -my-4 h-full">
          <Side {...side} current={current} onSearch={search} onNavigate={() => setOpen(null)} />
        </div>
      </Sheet>
      <CommandMenu
        open={open === 'menu'}
        onOpenChange={(on) => setOpen(on ? 'menu' : null)}
        commands={commands}
        findHref={findHref}
        onHelp={() => setOpen('help')}
      />
      <ShortcutsDialog open={open === 'help'} onOpenChange={(on) => setOpen(on ? 'help' : null)} commands={commands} />
      <Toaster />
    </div>
  )
}

function TopBar({ name, onMenu, onSearch }: { name: string; onMenu: () => void; onSearch: () => void }) {
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-background px-2 min-[900px]:hidden print:hidden">
      <Button variant="quiet" size="icon" aria-label="Open the menu" onClick={onMenu} className="size-11">
        <MenuIcon aria-hidden />
      </Button>
      <span className="min-w-0 flex-1 truncate text-label">{name}</span>
      <Button variant="quiet" size="icon" aria-label="Search or do" onClick={onSearch} className="size-11">
        <Search aria-hidden />
      </Button>
    </header>
  )
}

function useShellCommands(nav: readonly NavItem[], more: readonly NavItem[] | undefined): readonly Command[] {
  const page = usePageCommands()
  return useMemo(() => {
    const go = [...nav, ...(more ?? [])].map((item) => ({
      id: `go ${item.label}`,
      label: item.label,
      group: 'Go to',
      icon: item.icon,
      keys: item.keys,
      href: item.href,
    }))
    return [...go, ...page]
  }, [nav, more, page])
}

function useKeys(commands: readonly Command[], open: (what: 'menu' | 'help') => void): void {
  const router = useRouter()
  const bound = commands.flatMap((command) =>
    command.keys
      ? [[command.keys, () => (command.href === undefined ? command.onSelect() : router.push(command.href))] as const]
      : [],
  )
  useShortcuts({ ...Object.fromEntries(bound), '/': () => open('menu'), '?': () => open('help') })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      open('menu')
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [open])
}
