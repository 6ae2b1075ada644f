import { expect, test } from 'vitest'
import { ROLES, type Role } from '@/lib/access/permissions'
import { refusalOfChange } from './role'
import { Invite } from './schema'

const ann = (role: Role) => ({ role, name: 'Ann' })

test.each<[string, Role, Role | undefined, Role | undefined, number, RegExp | undefined]>([
  ['an owner makes an owner', 'owner', 'buyer', 'owner', 1, undefined],
  ['an admin makes an owner', 'admin', 'buyer', 'owner', 1, /Only an owner/],
  ['an admin invites an owner', 'admin', undefined, 'owner', 1, /Only an owner/],
  ['an admin demotes an owner', 'admin', 'owner', 'buyer', 2, /Ann is an owner/],
  ['an admin removes an owner', 'admin', 'owner', undefined, 2, /Ann is an owner/],
  ['the last owner steps down', 'owner', 'owner', 'admin', 1, /last owner/],
  ['the last owner leaves', 'owner', 'owner', undefined, 1, /last owner/],
  ['one of two owners leaves', 'owner', 'owner', undefined, 2, undefined],
  ['the last owner stays owner', 'owner', 'owner', 'owner', 1, undefined],
  ['an admin removes a buyer', 'admin', 'buyer', undefined, 1, undefined],
])('%s', (_, actor, from, to, owners, expected) => {
  const refusal = refusalOfChange({ role: actor }, from && ann(from), to, owners)
  expect(refusal ?? 'may').toMatch(expected ?? /^may$/)
})

const id = '01890000-0000-7000-8000-000000000001'
const other = '01890000-0000-7000-8000-000000000002'

test.each(ROLES.map((role) => [role]))('the clients that a %s may have', (role) => {
  const accepts = (allClients: boolean, clientIds: string[]) =>
    Invite.safeParse({ email: 'ann@example.com', role, allClients, clientIds }).success
  const isAdmin = role === 'owner' || role === 'admin'
  expect([accepts(true, []), accepts(false, []), accepts(false, [id]), accepts(false, [id, other])]).toEqual(
    role === 'viewer' ? [false, false, true, false] : [true, false, !isAdmin, !isAdmin],
  )
})
