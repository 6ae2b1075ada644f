'use client'

import { useParams } from 'next/navigation'
import { useMemo, type ReactNode } from 'react'
import { Shell } from '@/components/layout/shell'
import type { Role } from '@/lib/access/permissions'
import { agencyNav, clientNav } from './navigation'
import { PersonMenu, type AgencyLink } from './person-menu'

type SeenClient = { id: string; slug: string; name: string; note: string; isArchived: boolean }

type Props = {
  agency: AgencyLink
  agencies: readonly AgencyLink[]
  clients: readonly SeenClient[]
  person: { name: string }
  role: Role
  folded: boolean
  children: ReactNode
}

/** The shell of the agency's people: the client of the address decides what the navigation speaks of. */
export function AgencyShell({ agency, agencies, clients, person, role, folded, children }: Props) {
  const { client: slug } = useParams<{ client?: string }>()
  const current = clients.find((client) => client.slug === slug)
  const base = `/${agency.slug}`
  const home = useMemo(() => agencyNav(base, role), [base, role])
  const own = useMemo(() => (slug ? clientNav(`${base}/${slug}`, role) : undefined), [base, slug, role])
  return (
    <Shell
      agency={{ name: agency.name, href: base }}
      clients={clients
        .filter((client) => !client.isArchived || client === current)
        .map(({ id, slug: path, name, note }) => ({ id, name, note, href: `${base}/${path}` }))}
      clientId={current?.id}
      nav={own ?? home}
      more={own ? home : undefined}
      person={{ name: person.name, note: agency.name }}
      personMenu={<PersonMenu agency={agency.slug} agencies={agencies} />}
      folded={folded}
      findHref={`/api/search?agency=${agency.slug}`}
    >
      {children}
    </Shell>
  )
}
