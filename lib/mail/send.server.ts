import 'server-only'
import { createTransport, type Transporter } from 'nodemailer'
import { inAgency, type Scope } from '@/lib/access/scope'
import { AppError } from '@/lib/core/errors'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { db } from '@/lib/server/prisma'

export type Message = { to: string; subject: string; text: string }

let transport: { url: string; sender: Transporter } | undefined

function sender(url: string): Transporter {
  if (transport?.url !== url) {
    const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
    transport = { url, sender: createTransport({ url, ...limits }) }
  }
  return transport.sender
}

/** Whether mail leaves this server; else it waits on the outbox page. */
export const sendsMail = (): boolean => env().SMTP_URL !== undefined

/** Sends a mail that must not be kept, such as a password link. Throws `unavailable` without SMTP, `upstream` when refused. */
export async function deliver({ to, subject, text }: Message): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL) throw new AppError('unavailable', 'No mail server is set. Set SMTP_URL, then send it again.')
  try {
    await sender(SMTP_URL).sendMail({ from: MAIL_FROM, to, subject, text })
  } catch (cause) {
    throw new AppError('upstream', `The mail server did not take the mail to ${to}. Check SMTP_URL and the address.`, {
      cause,
    })
  }
}

/**
 * Sends a mail and keeps a row of it, or keeps it for the outbox page when no mail server is set.
 * `secret` is a link that must not stay readable here once the mail has gone, or at all when `keepSecret` is false.
 * A mail server that refuses is recorded and does not fail the caller: the row says so.
 */
export async function sendMail(
  scope: Scope,
  message: Message,
  secret?: { link: string; keepSecret: boolean },
): Promise<{ sent: boolean }> {
  const hidden = secret ? message.text.replaceAll(secret.link, '(a link that was shown once)') : message.text
  const isWaiting = !sendsMail()
  const data = {
    ...inAgency(scope),
    recipient: message.to,
    subject: message.subject,
    body: isWaiting && secret?.keepSecret ? message.text : hidden,
  }
  const row = await db(scope).mail.create({ data })
  if (isWaiting) return { sent: false }
  try {
    await deliver(message)
  } catch (error) {
    log().warn({ err: error }, 'mail was not taken')
    const reason = error instanceof AppError ? error.message : 'The mail server did not answer.'
    await db(scope).mail.update({ where: { id: row.id, ...inAgency(scope) }, data: { error: reason } })
    return { sent: false }
  }
  await db(scope).mail.update({ where: { id: row.id, ...inAgency(scope) }, data: { sentAt: new Date() } })
  return { sent: true }
}

/** The agency's newest mail first, at most 200. */
export const listMail = (scope: Scope) =>
  db(scope).mail.findMany({ where: inAgency(scope), orderBy: { createdAt: 'desc' }, take: 200 })
