'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import { Link } from './link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '@/lib/core/cn'

const list = 'flex flex-wrap gap-x-4 border-b border-line'
const tab = cn(
  '-mb-px inline-flex h-10 shrink-0 items-center gap-2 border-b-2 border-transparent text-label text-muted',
  'hover:text-text -outline-offset-2 data-active:border-primary data-active:text-text',
)

export type TabItem<Value extends string = string> = { value: Value; label: string; count?: number }

export type TabsProps<Value extends string> = {
  /** Names the set for assistive technology. */
  label: string
  items: readonly TabItem<Value>[]
  value?: Value
  defaultValue?: Value
  onValueChange?: (value: Value) => void
  /** `TabPanel` for each item. */
  children?: ReactNode
  className?: string
}

/** Views of the same thing inside a page. */
export function Tabs<Value extends string>({
  label,
  items,
  children,
  onValueChange,
  className,
  ...props
}: TabsProps<Value>) {
  return (
    <Base.Root
      className={className}
      onValueChange={(value: Value) => onValueChange?.(value)}
      {...props}
      defaultValue={props.defaultValue ?? (props.value === undefined ? items[0]?.value : undefined)}
    >
      <Base.List aria-label={label} className={list} activateOnFocus>
        {items.map((item) => (
          <Base.Tab key={item.value} value={item.value} className={tab}>
            {item.label}
            <Count value={item.count} />
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  )
}

export function TabPanel({ value, children, className }: { value: string; children: ReactNode; className?: string }) {
  return (
    <Base.Panel value={value} className={cn('pt-4', className)}>
      {children}
    </Base.Panel>
  )
}

export type TabLink = { href: string; label: string; count?: number; exact?: boolean }

/** Tabs that are pages: links, the present one marked. */
export function TabLinks({
  label,
  items,
  className,
}: {
  label: string
  items: readonly TabLink[]
  className?: string
}) {
  const path = usePathname()
  return (
    <nav aria-label={label} className={cn(list, className)}>
      {items.map(({ href, label: text, count, exact }) => {
        const target = href.split('?')[0] ?? href
        const active = path === target || (!exact && path.startsWith(`${target}/`))
        return (
          <Link
            key={href}
            href={href}
            aria-current={active ? 'page' : undefined}
            data-active={active || undefined}
            className={tab}
          >
            {text}
            <Count value={count} />
          </Link>
        )
      })}
    </nav>
  )
}

function Count({ value }: { value?: number }) {
  return value === undefined ? null : <span className="text-small font-medium text-muted">{value}</span>
}
