import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { InviteDialog } from '@/components/member/invite-dialog'
import { InvitationList } from '@/components/member/invitation-list'
import { MemberTable } from '@/components/member/member-table'
import { PermissionTable } from '@/components/member/permission-table'
import { can } from '@/lib/access/permissions'
import { seesClient } from '@/lib/access/scope'
import { listClients } from '@/lib/advertiser/client-data.server'
import { getAgency } from '@/lib/agency/data.server'
import { pageScope } from '@/lib/agency/page-scope.server'
import { date } from '@/lib/core/format'
import { dayIn } from '@/lib/core/zone'
import { listInvitations, listMembers } from '@/lib/member/data.server'

export const metadata: Metadata = { title: 'Team' }

export default async function Page({ params }: { params: Promise<{ agency: string }> }) {
  const { agency: slug } = await params
  const scope = await pageScope(slug, 'team.read')
  const mayWrite = can(scope, 'team.write')
  const [agency, members, invitations, clients] = await Promise.all([
    getAgency(scope),
    listMembers(scope),
    mayWrite ? listInvitations(scope) : [],
    listClients(scope, 'all'),
  ])
  const choices = clients.map(({ id, name }) => ({ value: id, label: name }))
  const on = (instant: Date) => date(dayIn(instant, agency.timezone), agency.locale, { year: true })
  return (
    <>
      <PageHeader
        title="Team"
        actions={mayWrite ? <InviteDialog agency={slug} role={scope.role} clients={choices} /> : undefined}
      />
      <Section title="Members" note={members.length}>
        <MemberTable
          agency={slug}
          me={scope.actor.id}
          role={scope.role}
          mayWrite={mayWrite}
          clients={choices}
          rows={members.map(({ createdAt, clientIds, ...member }) => {
            // Of clients that the reader does not see, nothing but their number goes to the browser.
            const seen = clientIds.filter((id) => seesClient(scope, id))
            return { ...member, clientIds: seen, unseen: clientIds.length - seen.length, joined: on(createdAt) }
          })}
        />
      </Section>
      {invitations.length > 0 ? (
        <Section title="Invitations" note={invitations.length}>
          <InvitationList
            agency={slug}
            rows={invitations.map(({ id, email, role, isExpired, expiresAt }) => ({
              id,
              email,
              role,
              isExpired,
              until: on(expiresAt),
            }))}
          />
        </Section>
      ) : null}
      <Section title="Who may do what">
        <PermissionTable />
      </Section>
    </>
  )
}
