import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/server/id'
import { sha256 } from '@/lib/server/crypto'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { agency, client, person } from '@/prisma/seed/factories'
import { useDatabase } from '@/vitest.setup'
import { restTeam } from './rest.server'

beforeAll(useDatabase)

/** Two clients, somebody for each, somebody for both, and an invitation that is open. */
async function team() {
  const home = await agency()
  const [north, south] = [await client(home.id), await client(home.id)]
  const of = async (role: 'admin' | 'buyer' | 'manager' | 'viewer', name: string, clientIds?: string[]) =>
    (await person(home.id, { role, name, clientIds })).scope
  const people = {
    owner: (await person(home.id, { role: 'owner', name: 'Olga' })).scope,
    wide: await of('buyer', 'Wilma'),
    north: await of('manager', 'Nils', [north.id]),
    south: await of('manager', 'Siri', [south.id]),
    both: await of('buyer', 'Bo', [north.id, south.id]),
    admin: await of('admin', 'Ada', [north.id]),
    viewer: await of('viewer', 'Vera', [south.id]),
    idle: await of('manager', 'Ida', []),
  }
  await unsafeDb().invitation.create({
    data: {
      agencyId: home.id,
      email: 'new@example.test',
      role: 'buyer',
      clientIds: [south.id],
      tokenHash: sha256(newId()),
      invitedById: people.owner.actor.id ?? '',
      expiresAt: new Date(Date.now() + 86_400_000),
    },
  })
  return { ...people, clients: { north: north.id, south: south.id } }
}

const namesOf = ({ members }: Awaited<ReturnType<typeof restTeam>>) => members.map(({ name }) => name)

test('a member of chosen clients sees the people of those clients, and of each no other client', async () => {
  const { north, idle, clients } = await team()
  const seen = await restTeam(north)
  expect(namesOf(seen)).toEqual(['Ada', 'Bo', 'Nils', 'Olga', 'Wilma'])
  expect(seen.members.find(({ name }) => name === 'Bo')?.client_ids).toEqual([clients.north])
  expect(JSON.stringify(seen)).not.toContain(clients.south)
  expect(namesOf(await restTeam(idle))).toEqual(['Ida', 'Olga', 'Wilma'])
})

test('who may see every client sees everybody; a viewer sees nobody', async () => {
  const { wide, admin, viewer, clients } = await team()
  const everybody = ['Ada', 'Bo', 'Ida', 'Nils', 'Olga', 'Siri', 'Vera', 'Wilma']
  expect(namesOf(await restTeam(wide))).toEqual(everybody)
  // An admin changes people's clients: what is hidden from the form would be taken away by saving it.
  const managed = await restTeam(admin)
  expect(namesOf(managed)).toEqual(everybody)
  expect(managed.members.find(({ name }) => name === 'Bo')?.client_ids.toSorted()).toEqual(
    [clients.north, clients.south].toSorted(),
  )
  expect(await restTeam(viewer)).toEqual({ members: [], invitations: [] })
})

test('invitations are shown to those who may invite', async () => {
  const { owner, admin, wide, north } = await team()
  const open = async (scope: typeof owner) => (await restTeam(scope)).invitations.map(({ email }) => email)
  expect([await open(owner), await open(admin)]).toEqual([['new@example.test'], ['new@example.test']])
  expect([await open(wide), await open(north)]).toEqual([[], []])
})
