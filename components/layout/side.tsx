'use client'

import { Clock, PanelLeft, Search } from 'lucide-react'
import { Link } from '@/components/ui/link'
import { usePathname } from 'next/navigation'
import { useSyncExternalStore, type ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { Avatar } from '../ui/avatar'
import { Kbd } from '../ui/kbd'
import { Menu } from '../ui/menu'
import { Tooltip } from '../ui/tooltip'
import { ClientSwitcher, type ShellClient } from './client-switcher'

export type NavItem = {
  href: string
  label: string
  icon: ReactNode
  /** How many things wait there, and what they are: `3 suggestions`. */
  count?: number
  countLabel?: string
  /** `g b`. */
  keys?: string
  /** True where pages below it are not part of it. */
  exact?: boolean
}

export type SideProps = {
  agency: { name: string; href: string }
  clients: readonly ShellClient[]
  current?: ShellClient
  nav: readonly NavItem[]
  /** Below the line: what belongs to the agency. */
  more?: readonly NavItem[]
  /** `Optimiser ran 08:02` with `next 09:00, all jobs on time` below it. */
  jobs?: { text: string; note?: string; href?: string; late?: boolean }
  person: { name: string; note?: string }
  /** Items of the person's menu: `MenuLink`, `MenuItem`. */
  personMenu?: ReactNode
  narrow?: boolean
  onSearch: () => void
  onFold?: () => void
  onNavigate?: () => void
}

export function isCurrent(path: string, item: Pick<NavItem, 'href' | 'exact'>): boolean {
  return path === item.href || (!item.exact && path.startsWith(`${item.href}/`))
}

/** The sidebar, and the same thing inside the sheet of a small screen. */
export function Side(props: SideProps) {
  const { nav, more = [], jobs, narrow, onSearch, onFold, onNavigate } = props
  const path = usePathname()
  return (
    <div className={cn('flex h-full flex-col gap-2 p-3', narrow && 'items-center')}>
      <ClientSwitcher {...props} onChosen={onNavigate} />
      <button
        type="button"
        onClick={onSearch}
        aria-label={narrow ? 'Search or do' : undefined}
        className="flex h-9 items-center gap-2 rounded-control px-2 text-label font-normal text-muted hover:text-text pointer-coarse:h-11"
      >
        <Search aria-hidden className="size-4" />
        {narrow ? null : (
          <>
            Search or do
            <SearchKey />
          </>
        )}
      </button>
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto p-0.5">
        <List items={nav} path={path} narrow={narrow} onNavigate={onNavigate} />
        {more.length > 0 ? <hr className="m-2 border-line" /> : null}
        <List items={more} path={path} narrow={narrow} onNavigate={onNavigate} />
      </nav>
      {jobs && !narrow ? <Jobs {...jobs} /> : null}
      <div className={cn('flex items-center gap-1 border-t border-line pt-3', narrow && 'flex-col')}>
        <Person {...props} />
        {onFold ? (
          <Tooltip text={narrow ? 'Unfold the sidebar' : 'Fold the sidebar'} side="right">
            <button
              type="button"
              aria-label={narrow ? 'Unfold the sidebar' : 'Fold the sidebar'}
              aria-expanded={!narrow}
              onClick={onFold}
              className="grid size-8 shrink-0 place-items-center rounded-control text-muted hover:text-text"
            >
              <PanelLeft aria-hidden className="size-4" />
            </button>
          </Tooltip>
        ) : null}
      </div>
    </div>
  )
}

const isMac = () => /Mac|iP(hone|ad)/.test(navigator.userAgent)
const never = () => () => undefined

/** ⌘ on a Mac, Ctrl elsewhere; the server cannot know and says Ctrl. */
function SearchKey() {
  const mac = useSyncExternalStore(never, isMac, () => false)
  return <Kbd className="ml-auto">{mac ? '⌘K' : 'Ctrl K'}</Kbd>
}

type ListProps = { items: readonly NavItem[]; path: string; narrow?: boolean; onNavigate?: () => void }

function List({ items, path, narrow, onNavigate }: ListProps) {
  return (
    <ul className="grid gap-0.5">
      {items.map((item) => {
        const link = (
          <Link
            href={item.href}
            onClick={onNavigate}
            aria-current={isCurrent(path, item) ? 'page' : undefined}
            aria-label={narrow ? item.label : undefined}
            className={cn(
              'group/nav flex h-8 items-center gap-2 rounded-control border border-transparent text-label pointer-coarse:h-11',
              'hover:bg-background aria-[current]:border-line aria-[current]:bg-background',
              narrow ? 'w-10 justify-center' : 'px-2',
            )}
          >
            <span className="text-muted group-aria-[current]/nav:text-text [&>svg]:size-4">{item.icon}</span>
            {narrow ? null : (
              <>
                <span className="min-w-0 flex-1 truncate">{item.label}</span>
                {item.count ? (
                  <span className="text-small font-medium text-muted" title={item.countLabel}>
                    {item.count}
                    {item.countLabel ? <span className="sr-only"> {item.countLabel}</span> : null}
                  </span>
                ) : null}
              </>
            )}
          </Link>
        )
        return (
          <li key={item.href}>
            {narrow ? (
              <Tooltip text={item.label} keys={item.keys} side="right">
                {link}
              </Tooltip>
            ) : (
              link
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Jobs({ text, note, href, late }: NonNullable<SideProps['jobs']>) {
  const inside = (
    <>
      <Clock aria-hidden className={cn('mt-px size-4 shrink-0 text-muted', late && 'text-warn')} />
      <span className="min-w-0">
        <span className="block truncate">{text}</span>
        {note ? <span className={cn('block truncate text-muted', late && 'text-warn')}>{note}</span> : null}
      </span>
    </>
  )
  const className = 'flex gap-2 rounded-control px-2 py-1 text-small'
  return href ? (
    <Link href={href} className={cn(className, 'hover:bg-background')}>
      {inside}
    </Link>
  ) : (
    <div className={className}>{inside}</div>
  )
}

/** The name of the button is text in it, not a label over it: people who speak to it say what they see. */
function Person({ person, personMenu, narrow }: SideProps) {
  const label = personMenu ? `${person.name}, account` : person.name
  const inside = (
    <>
      <Avatar name={person.name} />
      {narrow ? (
        <span className="sr-only">{label}</span>
      ) : (
        <span className="min-w-0 flex-1 text-left">
          <span aria-hidden className="block truncate text-label">
            {person.name}
          </span>
          <span className="sr-only">{label}</span>
          {person.note ? <span className="block truncate text-small text-muted">{person.note}</span> : null}
        </span>
      )}
    </>
  )
  const className = cn('flex min-h-10 min-w-0 items-center gap-2 rounded-control px-2 py-1', !narrow && 'flex-1')
  if (!personMenu) return <div className={className}>{inside}</div>
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button type="button" className={cn(className, 'hover:bg-background')}>
          {inside}
        </button>
      }
    >
      {personMenu}
    </Menu>
  )
}
