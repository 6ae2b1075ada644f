'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { Link } from './link'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '@/lib/core/cn'
import { floatClass, groupLabelClass, itemClass } from './float'
import { Keys } from './kbd'

export type MenuProps = {
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'right'
  className?: string
}

/** Actions of one thing. */
export function Menu({ trigger, children, align = 'end', side = 'bottom', className }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} side={side} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup
            className={cn(
              floatClass,
              'max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type ItemProps = {
  children: ReactNode
  icon?: ReactNode
  /** The shortcut, always in sight: `g b`. */
  keys?: string
  /** Muted, at the right. */
  note?: ReactNode
  disabled?: boolean
}

function Inside({ children, icon, keys, note }: Omit<ItemProps, 'disabled'>) {
  return (
    <>
      {icon ? <span className="text-muted [&>svg]:size-4">{icon}</span> : null}
      <span className="min-w-0 flex-1">{children}</span>
      {note ? <span className="text-small text-muted">{note}</span> : null}
      {keys ? <Keys keys={keys} /> : null}
    </>
  )
}

export function MenuItem({
  onSelect,
  danger,
  disabled,
  ...inside
}: ItemProps & { onSelect: () => void; danger?: boolean }) {
  return (
    <Base.Item onClick={onSelect} disabled={disabled} className={cn(itemClass, danger && 'text-bad [&_svg]:text-bad')}>
      <Inside {...inside} />
    </Base.Item>
  )
}

export function MenuLink({
  href,
  current,
  ...inside
}: Omit<ItemProps, 'disabled'> & { href: string; current?: boolean }) {
  return (
    <Base.LinkItem
      render={<Link href={href} />}
      closeOnClick
      aria-current={current ? 'true' : undefined}
      className={itemClass}
    >
      <Inside {...inside} />
      {current ? <Check aria-hidden /> : null}
    </Base.LinkItem>
  )
}

/** Stays open, so that several can be switched in one go. */
export function MenuCheck({
  checked,
  onCheckedChange,
  disabled,
  children,
}: {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  children: ReactNode
}) {
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={(on) => onCheckedChange(on)}
      disabled={disabled}
      closeOnClick={false}
      className={itemClass}
    >
      <span className="size-4">{checked ? <Check aria-hidden className="size-4" /> : null}</span>
      <span className="min-w-0 flex-1">{children}</span>
    </Base.CheckboxItem>
  )
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={groupLabelClass}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="mx-2 my-1 h-px bg-line" />
}
