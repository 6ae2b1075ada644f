import type { Metadata } from 'next'
import { NoteForm, NoteItem } from '@/components/advertiser/notes'
import { Empty } from '@/components/ui/empty'
import { can } from '@/lib/access/permissions'
import { listNotes } from '@/lib/advertiser/note-data.server'
import { pageClient } from '@/lib/agency/page-scope.server'
import { time } from '@/lib/core/format'

export const metadata: Metadata = { title: 'Notes' }

export default async function Page({ params }: { params: Promise<{ agency: string; client: string }> }) {
  const { agency: slug, client: clientSlug } = await params
  const { scope, client, agency } = await pageClient(slug, clientSlug, 'client.read')
  const notes = await listNotes(scope, client.id)
  const mayWrite = can(scope, 'report.write')
  return (
    <div className="grid max-w-160 gap-6">
      {mayWrite ? <NoteForm agency={slug} clientId={client.id} client={client.name} /> : null}
      {notes.length === 0 ? (
        <Empty title="Notes appear here">
          A dated sentence: what is agreed, what to watch. The client sees only those that you mark for them.
        </Empty>
      ) : (
        <ul className="grid gap-3">
          {notes.map(({ id, body, forClient, authorName, createdAt }) => (
            <NoteItem
              key={id}
              agency={slug}
              note={{
                id,
                body,
                forClient,
                authorName,
                when: time(createdAt, agency.locale, client.timezone, { day: true }),
              }}
              mayDelete={mayWrite}
            />
          ))}
        </ul>
      )}
    </div>
  )
}
