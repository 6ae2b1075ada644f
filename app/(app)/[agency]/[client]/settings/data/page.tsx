import type { Metadata } from 'next'
import { ArchiveClient, DeleteClient } from '@/components/advertiser/leave-client'
import { buttonClass } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { can } from '@/lib/access/permissions'
import { pageClient } from '@/lib/agency/page-scope.server'

export const metadata: Metadata = { title: 'Client data' }

export default async function Page({ params }: { params: Promise<{ agency: string; client: string }> }) {
  const { agency, client: slug } = await params
  const { scope, client } = await pageClient(agency, slug, 'client.read')
  const isArchived = client.status === 'archived'
  return (
    <div className="grid max-w-160 gap-4">
      {can(scope, 'client.export') ? (
        <Card>
          <CardHeader>
            <CardTitle>Take the data along</CardTitle>
            <CardNote>
              Everything of {client.name}: settings, brands and SKUs, campaigns with their versions, every figure and
              its revisions, raw reports, drafts, pictures, notes and the log. Credentials are left out. One JSON object
              a line.
            </CardNote>
          </CardHeader>
          <CardBody>
            <a className={buttonClass()} href={`/api/v1/clients/${client.id}/export?agency=${agency}`} download>
              Export everything
            </a>
          </CardBody>
        </Card>
      ) : null}
      {can(scope, 'client.archive') ? (
        <Card>
          <CardHeader>
            <CardTitle>{isArchived ? 'Restore' : 'Archive'}</CardTitle>
            <CardNote>
              {isArchived
                ? `${client.name} comes back into lists and the portfolio. Its campaigns stay as they are.`
                : `${client.name} leaves lists, the portfolio and automation. Nothing is deleted, and you can restore it. Its campaigns must be paused first.`}
            </CardNote>
          </CardHeader>
          <CardBody>
            <ArchiveClient agency={agency} clientId={client.id} name={client.name} isArchived={isArchived} />
          </CardBody>
        </Card>
      ) : null}
      {can(scope, 'client.delete') ? (
        <Card>
          <CardHeader>
            <CardTitle>Delete</CardTitle>
            <CardNote>
              Every figure, campaign record, draft and note of {client.name} is deleted here, and people who see nothing
              else lose their access. Ad accounts are unassigned; nothing is deleted at the platforms. This cannot be
              undone: export first.
            </CardNote>
          </CardHeader>
          <CardBody>
            <DeleteClient agency={agency} clientId={client.id} name={client.name} />
          </CardBody>
        </Card>
      ) : null}
      {can(scope, 'client.archive') ? null : (
        <p className="text-muted">Owners and admins of the agency export, archive and restore a client here.</p>
      )}
    </div>
  )
}
