import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Empty } from '@/components/ui/empty'
import { Notice } from '@/components/ui/notice'
import { getAgency } from '@/lib/agency/data.server'
import { pageScope } from '@/lib/agency/page-scope.server'
import { time } from '@/lib/core/format'
import { listMail, sendsMail } from '@/lib/mail/send.server'

export const metadata: Metadata = { title: 'Outbox' }

type Mail = Awaited<ReturnType<typeof listMail>>[number]

function State({ mail }: { mail: Mail }) {
  if (mail.error) return <Badge tone="bad">Refused</Badge>
  return mail.sentAt ? <Badge tone="good">Sent</Badge> : <Badge>Waiting</Badge>
}

function MailItem({ mail, when }: { mail: Mail; when: string }) {
  return (
    <li>
      <Card className="p-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-label">{mail.subject}</h2>
          <State mail={mail} />
          <span className="ml-auto text-small text-muted">{when}</span>
        </div>
        <p className="mt-1 text-small text-muted">To {mail.recipient}</p>
        {mail.error ? <p className="mt-2 text-small text-bad">{mail.error}</p> : null}
        <div className="mt-3 flex items-start gap-2 border-t border-line pt-3">
          <p className="min-w-0 flex-1 break-words whitespace-pre-wrap">{mail.body}</p>
          <CopyButton text={mail.body} what="mail" />
        </div>
      </Card>
    </li>
  )
}

/** Mail holds links that let somebody in: only those who may invite see it. */
export default async function Page({ params }: { params: Promise<{ agency: string }> }) {
  const scope = await pageScope((await params).agency, 'team.write')
  const [agency, mails] = await Promise.all([getAgency(scope), listMail(scope)])
  return (
    <div className="max-w-160">
      <PageHeader title="Outbox" source={`Newest first, times in ${agency.timezone}`} />
      {sendsMail() ? null : (
        <Notice tone="info" className="mb-4">
          No mail server is set, so mail waits here. Copy it to the person, or set SMTP_URL on the server: new mail is
          then sent.
        </Notice>
      )}
      {mails.length === 0 ? (
        <Empty title="Mail appears here">Invitations and reports that Paceline sends, with what became of them.</Empty>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {mails.map((mail) => (
            <MailItem
              key={mail.id}
              mail={mail}
              when={time(mail.createdAt, agency.locale, agency.timezone, { day: true })}
            />
          ))}
        </ul>
      )}
    </div>
  )
}
