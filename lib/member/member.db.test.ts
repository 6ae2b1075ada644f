import { beforeAll, beforeEach, expect, test } from 'vitest'
import { jobScope, tokenScope } from '@/lib/access/scope.server'
import { listMail } from '@/lib/mail/send.server'
import { advanceClock } from '@/lib/server/clock.server'
import { newId } from '@/lib/server/id'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { listInvitations, listMembers, removeMember, updateMember } from './data.server'
import {
  acceptAsKnown,
  acceptAsNew,
  createInvitation,
  getInvitation,
  resendInvitation,
  revokeInvitation,
} from './invite.server'
import { registerAgency, type Registered } from './register.server'
import { Registration } from './schema'

beforeAll(useDatabase)

let n = 0
const register = (agencyName: string, email = `owner${++n}@example.com`, password = 'correct horse battery') =>
  registerAgency(Registration.parse({ agencyName, name: 'Olga Owner', email, password }), `10.0.0.${n}`)

const addClient = (agencyId: string, slug: string) =>
  unsafeDb().client.create({
    data: { agencyId, slug, name: slug, industry: 'Retail', currency: 'EUR', timezone: 'Europe/Oslo' },
  })

const tokenOf = (link: string) => link.split('/').at(-1) ?? ''

let home: Registered
beforeEach(async () => {
  home = await register(`Harbour ${n}`)
})

test('agencies of one name get slugs of their own, and never a reserved word', async () => {
  const slugs = [
    (await register('Twin')).slug,
    (await register('Twin')).slug,
    (await register('API')).slug,
    (await register('鈴木')).slug,
  ]
  expect(slugs).toEqual(['twin', 'twin-2', 'api-2', 'agency'])
})

test('a known e-mail founds a second agency only with its password', async () => {
  await register('First', 'known@example.com')
  await expect(register('Second', 'known@example.com', 'something else entirely')).rejects.toMatchObject({
    code: 'conflict',
    issues: [{ path: 'email' }],
  })
  const second = await register('Second', 'known@example.com')
  expect(await unsafeDb().membership.count({ where: { userId: second.userId } })).toBe(2)
  expect(await unsafeDb().agency.count({ where: { slug: 'second' } })).toBe(1)
})

test('a new person joins by the link, once', async () => {
  const client = await addClient(home.agencyId, 'nordlys')
  const made = await createInvitation(home.scope, {
    email: 'view@example.com',
    role: 'viewer',
    allClients: false,
    clientIds: [client.id],
  })
  const token = tokenOf(made.link)
  expect(await getInvitation(token)).toMatchObject({ email: 'view@example.com', role: 'viewer', isKnown: false })
  const joined = await Promise.allSettled([
    acceptAsNew(token, 'Vera', 'a long password 1'),
    acceptAsNew(token, 'Vera', 'a long password 2'),
  ])
  expect(joined.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await getInvitation(token)).toBeUndefined()
  const member = (await listMembers(home.scope)).find(({ email }) => email === 'view@example.com')
  expect(member).toMatchObject({ role: 'viewer', allClients: false, clientIds: [client.id] })
  expect(await listMembers(await tokenScope(member?.userId ?? '', home.agencyId))).toEqual([])
  await expect(
    createInvitation(home.scope, { email: 'view@example.com', role: 'buyer', allClients: true, clientIds: [] }),
  ).rejects.toThrow(/member already/)
})

test('a known person joins with their own session only', async () => {
  const other = await register('Elsewhere', 'ann@example.com')
  const { link } = await createInvitation(home.scope, {
    email: 'ann@example.com',
    role: 'buyer',
    allClients: true,
    clientIds: [],
  })
  const token = tokenOf(link)
  expect(await getInvitation(token)).toMatchObject({ isKnown: true })
  await expect(acceptAsNew(token, 'Mallory', 'a long password 1')).rejects.toThrow(/has an account already/)
  await expect(acceptAsKnown(token, { userId: home.userId, email: 'olga@example.com' })).rejects.toThrow(
    /for ann@example.com/,
  )
  expect(await acceptAsKnown(token, { userId: other.userId, email: 'ann@example.com' })).toMatchObject({
    slug: home.slug,
  })
})

test('links end: withdrawn, renewed, replaced, expired', async () => {
  const invite = (email: string) =>
    createInvitation(home.scope, { email, role: 'buyer', allClients: true, clientIds: [] })
  const [withdrawn, renewed, replaced] = [
    await invite('a@example.com'),
    await invite('b@example.com'),
    await invite('c@example.com'),
  ]
  await revokeInvitation(home.scope, withdrawn.id)
  const again = await resendInvitation(home.scope, renewed.id)
  const newer = await invite('c@example.com')
  const open = async (link: string) => (await getInvitation(tokenOf(link))) !== undefined
  expect(await Promise.all([withdrawn, renewed, replaced].map(({ link }) => open(link)))).toEqual([false, false, false])
  expect(await Promise.all([again, newer].map(({ link }) => open(link)))).toEqual([true, true])
  await advanceClock(7 * 24 * 3600_000 + 1000)
  expect(await open(again.link)).toBe(false)
  await expect(acceptAsNew(tokenOf(again.link), 'Bea', 'a long password 1')).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await listInvitations(home.scope)).every(({ isExpired }) => isExpired)).toBe(true)
})

test('the outbox keeps a link, but never that of an owner', async () => {
  const member = await createInvitation(home.scope, {
    email: 'a@example.com',
    role: 'buyer',
    allClients: true,
    clientIds: [],
  })
  const owner = await createInvitation(home.scope, {
    email: 'b@example.com',
    role: 'owner',
    allClients: true,
    clientIds: [],
  })
  const bodies = (await listMail(home.scope)).map(({ body }) => body)
  expect(bodies.some((body) => body.includes(member.link))).toBe(true)
  expect(bodies.some((body) => body.includes(owner.link))).toBe(false)
})

test('clients of another agency cannot be given', async () => {
  const foreign = await addClient((await register('Rival')).agencyId, 'nordlys')
  const access = { role: 'buyer' as const, allClients: false, clientIds: [foreign.id] }
  await expect(createInvitation(home.scope, { email: 'x@example.com', ...access })).rejects.toMatchObject({
    code: 'invalid',
    issues: [{ path: 'clientIds' }],
  })
})

test('one owner always remains, also when two step down at once', async () => {
  const { link } = await createInvitation(home.scope, {
    email: `second${n}@example.com`,
    role: 'owner',
    allClients: true,
    clientIds: [],
  })
  await acceptAsNew(tokenOf(link), 'Otto', 'a long password 1')
  const owners = await listMembers(home.scope)
  const steps = await Promise.allSettled(
    owners.map(({ id }) =>
      updateMember(home.scope, { membershipId: id, role: 'admin', allClients: true, clientIds: [] }),
    ),
  )
  expect(steps.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const left = (await listMembers(home.scope)).filter(({ role }) => role === 'owner')
  expect(left).toHaveLength(1)
  await expect(removeMember(home.scope, left[0]?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
})

test('a foreign agency finds no member and no invitation', async () => {
  const { id } = await createInvitation(home.scope, {
    email: 'a@example.com',
    role: 'buyer',
    allClients: true,
    clientIds: [],
  })
  const rival = (await register('Rival')).scope
  const [member] = await listMembers(home.scope)
  const calls = [
    () => removeMember(rival, member?.id ?? ''),
    () => updateMember(rival, { membershipId: member?.id ?? '', role: 'viewer', allClients: false, clientIds: [] }),
    () => resendInvitation(rival, id),
    () => revokeInvitation(rival, id),
    () => removeMember(rival, newId()),
  ]
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'not_found' })
  expect(await listInvitations(jobScope(rival.agencyId, 'test'))).toEqual([])
})

test('who leaves loses the session and the API at once', async () => {
  const { link } = await createInvitation(home.scope, {
    email: `leaver${n}@example.com`,
    role: 'buyer',
    allClients: true,
    clientIds: [],
  })
  await acceptAsNew(tokenOf(link), 'Lea', 'a long password 1')
  const lea = (await listMembers(home.scope)).find(({ name }) => name === 'Lea')
  await removeMember(home.scope, lea?.id ?? '')
  await expect(tokenScope(lea?.userId ?? '', home.agencyId)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('who was removed or stepped down cannot come back by an invitation of their own', async () => {
  const invite = (scope: Registered['scope'], email: string, role: 'owner' | 'admin' | 'buyer') =>
    createInvitation(scope, { email: `${email}${n}@example.com`, role, allClients: true, clientIds: [] })
  const open = async ({ link }: { link: string }) => (await getInvitation(tokenOf(link))) !== undefined
  const join = async (role: 'owner' | 'admin', name: string) => {
    const { link } = await invite(home.scope, name.toLowerCase(), role)
    await acceptAsNew(tokenOf(link), name, 'a long password 1')
    const member = (await listMembers(home.scope)).find((one) => one.name === name)
    return { id: member?.id ?? '', scope: await tokenScope(member?.userId ?? '', home.agencyId) }
  }
  const [mallory, otto] = [await join('admin', 'Mallory'), await join('owner', 'Otto')]
  const [back, third] = [await invite(mallory.scope, 'back', 'admin'), await invite(home.scope, 'third', 'buyer')]
  const [owner, buyer] = [await invite(otto.scope, 'crony', 'owner'), await invite(otto.scope, 'helper', 'buyer')]
  await removeMember(home.scope, mallory.id)
  expect([await open(back), await open(third)]).toEqual([false, true])
  await updateMember(home.scope, { membershipId: otto.id, role: 'admin', allClients: true, clientIds: [] })
  expect([await open(owner), await open(buyer)]).toEqual([false, true])
  await updateMember(home.scope, { membershipId: otto.id, role: 'buyer', allClients: true, clientIds: [] })
  expect(await open(buyer)).toBe(false)
})

test('an agency mails a hundred invitations in an hour and no more', async () => {
  const invite = (i: number) =>
    createInvitation(home.scope, { email: `many${i}@example.com`, role: 'buyer', allClients: true, clientIds: [] })
  for (let i = 0; i < 100; i++) await invite(i)
  await expect(invite(100)).rejects.toMatchObject({ code: 'limit', message: expect.stringMatching(/Wait \d+ min/) })
  expect(await listInvitations(home.scope)).toHaveLength(100)
})
