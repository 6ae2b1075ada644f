import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { beforeAll, expect, test } from 'vitest'
import { readAccessToken } from '@/lib/access/token.server'
import { listMail, sendMail } from '@/lib/mail/send.server'
import { advanceClock } from '@/lib/server/clock.server'
import { setEnvironment } from '@/lib/server/env'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { checkPassword } from './password.server'
import { createOwner, registerAgency } from './register.server'
import { changeOwnPassword, createResetLink, isResetOpen, requestReset, resetPassword } from './reset.server'
import { Registration } from './schema'
import { login, refresh } from './token.server'

beforeAll(useDatabase)

const OLD = 'correct horse battery'
const NEW = 'staple of another day'
let n = 0
async function register() {
  const email = `p${++n}@example.com`
  return {
    email,
    ...(await registerAgency(
      Registration.parse({ agencyName: `A${n}`, name: 'Pat', email, password: OLD }),
      `10.1.0.${n}`,
    )),
  }
}
const works = async (email: string, password: string) => (await checkPassword(email, password, `10.2.0.${n}`)) !== null
const tokenOf = (link: string) => link.split('/').at(-1) ?? ''
const epoch = async (userId: string) =>
  (await unsafeDb().user.findUniqueOrThrow({ where: { id: userId } })).sessionEpoch

test('tokens name one agency and one person', async () => {
  const { email, userId, agencyId, slug } = await register()
  const pair = await login({ email, password: OLD }, 'x')
  expect(pair).toMatchObject({ token_type: 'Bearer', expires_in: 900, refresh_expires_in: 604_800, agency: slug })
  expect(await readAccessToken(pair.access_token)).toEqual({ userId, agencyId })
  await expect(login({ email, password: NEW }, 'x')).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(login({ email, password: OLD, agency: 'a-foreign-one' }, 'x')).rejects.toMatchObject({
    issues: [{ path: 'agency' }],
  })
  await registerAgency(Registration.parse({ agencyName: 'Second home', name: 'Pat', email, password: OLD }), 'x')
  await expect(login({ email, password: OLD }, 'x')).rejects.toThrow(/2 agencies/)
  expect((await login({ email, password: OLD, agency: 'second-home' }, 'x')).agency).toBe('second-home')
})

test('a refresh token works once; its reuse ends the family', async () => {
  const { email } = await register()
  const first = await login({ email, password: OLD }, 'x')
  const other = await login({ email, password: OLD }, 'x')
  const second = await refresh(first.refresh_token)
  const third = await refresh(second.refresh_token)
  await expect(refresh(first.refresh_token)).rejects.toThrow(/used before/)
  await expect(refresh(third.refresh_token)).rejects.toThrow(/revoked/)
  expect((await refresh(other.refresh_token)).agency).toBe(other.agency)
  await expect(refresh('nonsense')).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('two refreshes at once: one wins, then the family is over', async () => {
  const { email } = await register()
  const { refresh_token: token } = await login({ email, password: OLD }, 'x')
  const both = await Promise.allSettled([refresh(token), refresh(token)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const won = both.find((one) => one.status === 'fulfilled')
  await expect(refresh(won?.value.refresh_token ?? '')).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a reset link sets a password once and ends sessions and tokens', async () => {
  const { email, userId } = await register()
  const { refresh_token: token } = await login({ email, password: OLD }, 'x')
  const before = await epoch(userId)
  const [link, spare] = [tokenOf(await createResetLink(email)), tokenOf(await createResetLink(email))]
  const both = await Promise.allSettled([resetPassword(link, NEW), resetPassword(link, `${NEW}!`)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await works(email, OLD)).toBe(false)
  expect(await epoch(userId)).toBe(before + 1)
  await expect(refresh(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(resetPassword(spare, NEW)).rejects.toMatchObject({ code: 'not_found' })
})

test('a reset link lasts an hour', async () => {
  const { email } = await register()
  const link = tokenOf(await createResetLink(email))
  expect(await isResetOpen(link)).toBe(true)
  await advanceClock(3600_000 + 1000)
  expect(await isResetOpen(link)).toBe(false)
  await expect(resetPassword(link, NEW)).rejects.toMatchObject({ code: 'not_found' })
})

test('changing the password needs the present one and ends every session', async () => {
  const { email, userId, scope } = await register()
  await expect(changeOwnPassword(scope, { current: NEW, password: NEW })).rejects.toMatchObject({
    code: 'invalid',
    issues: [{ path: 'current' }],
  })
  const before = await epoch(userId)
  await changeOwnPassword(scope, { current: OLD, password: NEW })
  expect([await works(email, OLD), await works(email, NEW), await epoch(userId)]).toEqual([false, true, before + 1])
})

test('guessing is stopped with a sentence, and signing in forgives', async () => {
  const { email } = await register()
  for (let i = 0; i < 9; i++) await works(email, NEW)
  expect(await works(email, OLD)).toBe(true)
  for (let i = 0; i < 10; i++) await works(email, NEW)
  await expect(works(email, OLD)).rejects.toMatchObject({
    code: 'limit',
    message: expect.stringMatching(/Wait \d+ min/),
  })
})

test('the command line makes an owner of a new or a known person', async () => {
  const { slug, email } = await register()
  const guest = await register()
  await createOwner({ agency: slug, email: 'New@Example.com', name: 'Nia', password: NEW })
  await createOwner({ agency: slug, email: guest.email, name: 'ignored', password: 'ignored too' })
  expect(await works('new@example.com', NEW)).toBe(true)
  expect(await works(guest.email, OLD)).toBe(true)
  expect(await unsafeDb().membership.count({ where: { agency: { slug }, role: 'owner' } })).toBe(3)
  await expect(createOwner({ agency: 'nowhere', email, name: 'x', password: NEW })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('reset mail goes by SMTP and leaves no trace on the outbox; unknown addresses get the same answer', async () => {
  const { email, scope } = await register()
  expect(await requestReset(email, 'y')).toEqual({ mails: false })
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => done(address.startsWith('refused') ? new Error('no such box') : null),
    onData: (stream, _, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        received.push(text)
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  setEnvironment({ SMTP_URL: `smtp://127.0.0.1:${port}` })
  try {
    expect(await requestReset('nobody@example.com', 'y')).toEqual({ mails: true })
    expect(await requestReset(email, 'y')).toEqual({ mails: true })
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(1)
    const [, token = ''] = /reset\/([\w-]+)/.exec(received[0]?.replaceAll('=\r\n', '') ?? '') ?? []
    expect(await isResetOpen(token)).toBe(true)
    expect(await listMail(scope)).toEqual([])
    const secret = { link: 'http://link/1', keepSecret: true }
    expect(
      await sendMail(scope, { to: 'a@example.com', subject: 'Hello', text: 'Join: http://link/1' }, secret),
    ).toEqual({ sent: true })
    expect(await sendMail(scope, { to: 'refused@example.com', subject: 'Hello', text: 'Hi' })).toEqual({ sent: false })
    const [failed, sent] = await listMail(scope)
    expect(sent).toMatchObject({
      body: expect.not.stringContaining('http://link/1'),
      error: null,
      sentAt: expect.any(Date),
    })
    expect(failed).toMatchObject({ sentAt: null, error: expect.stringContaining('refused@example.com') })
    expect(received[1]).toContain('http://link/1')
  } finally {
    setEnvironment({ SMTP_URL: '' })
    await new Promise<void>((resolve) => server.close(resolve))
  }
})

test('what opens an account by another way than its password stands in the log of each agency', async () => {
  const { email, userId, slug, agencyId } = await register()
  const link = tokenOf(await createResetLink(email))
  await resetPassword(link, NEW)
  await createOwner({ agency: slug, email: `Heir${n}@example.com`, name: 'Heir', password: 'a long password 1' })
  await expect(
    createOwner({ agency: slug, email: 'not an address', name: 'x', password: 'a long password 1' }),
  ).rejects.toMatchObject({ code: 'invalid' })
  const rows = await unsafeDb().auditLog.findMany({ where: { agencyId }, orderBy: { id: 'asc' } })
  expect(rows.map(({ action, actorId, target }) => ({ action, actorId, target })).slice(1)).toEqual([
    { action: 'self.password.link', actorId: null, target: email },
    { action: 'self.password.reset', actorId: userId, target: null },
    { action: 'team.owner', actorId: null, target: `heir${n}@example.com` },
  ])
})
