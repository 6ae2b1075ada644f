'use client'

import type { ReactNode } from 'react'
import { Providers } from '@/components/layout/providers'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { Toaster } from '@/components/ui/toast'
import { PersonMenu, type AgencyLink } from './person-menu'

type Props = {
  agency: AgencyLink
  agencies: readonly AgencyLink[]
  client: string
  person: { name: string }
  children: ReactNode
}

/** The shell of a viewer: one client, nothing of the agency but its name. */
export function ViewerShell({ agency, agencies, client, person, children }: Props) {
  return (
    <Providers>
      <a
        href="#main"
        className="fixed top-2 -left-full z-60 rounded-control bg-background px-3 py-2 text-label shadow-float focus:left-2"
      >
        Skip to content
      </a>
      <header className="border-b border-line print:hidden">
        <div className="mx-auto flex h-14 max-w-300 items-center gap-3 px-4">
          <Avatar name={client} kind="client" size="medium" />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-label">{client}</span>
            <span className="block truncate text-small text-muted">{agency.name}</span>
          </span>
          <Menu
            trigger={
              <Button variant="quiet" size="icon" aria-label={`${person.name}, account`}>
                <Avatar name={person.name} />
              </Button>
            }
          >
            <PersonMenu agency={agency.slug} agencies={agencies} />
          </Menu>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-300 min-w-0 p-4 outline-none min-[900px]:p-6">
        {children}
      </main>
      <Toaster />
    </Providers>
  )
}
