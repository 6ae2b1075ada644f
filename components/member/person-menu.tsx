'use client'

import { LogOut, UserRound } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { MenuGroup, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu'

export type AgencyLink = { slug: string; name: string }

/** What belongs to the person: their settings, their other agencies, the way out. */
export function PersonMenu({ agency, agencies }: { agency: string; agencies: readonly AgencyLink[] }) {
  return (
    <>
      <MenuLink href={`/${agency}/settings/me`} icon={<UserRound aria-hidden />}>
        Name and password
      </MenuLink>
      {agencies.length > 1 ? (
        <>
          <MenuSeparator />
          <MenuGroup label="Agencies">
            {agencies.map(({ slug, name }) => (
              <MenuLink key={slug} href={`/${slug}`} current={slug === agency}>
                {name}
              </MenuLink>
            ))}
          </MenuGroup>
        </>
      ) : null}
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut({ callbackUrl: '/sign-in' })}>
        Sign out
      </MenuItem>
    </>
  )
}
