import { beforeAll, expect, test } from 'vitest'
import { hashPassword } from '@/lib/member/password.server'
import { unsafeDb } from '@/lib/server/unsafe.server'
import { useDatabase } from '@/vitest.setup'
import { authorize } from './auth.server'

beforeAll(useDatabase)

const password = 'correct horse battery'
const join = async (email: string) =>
  unsafeDb().user.create({ data: { email, name: 'Pat', passwordHash: await hashPassword(password) } })

test('the form signs in by e-mail and password, whatever else the browser sends', async () => {
  const { id } = await join('pat@example.com')
  const way = { headers: { 'x-forwarded-for': '10.0.0.1' } }
  expect(await authorize({ email: ' Pat@Example.com ', password }, way)).toMatchObject({ id, epoch: 0 })
  for (const input of [
    undefined,
    {},
    { email: { contains: '@' }, password },
    { email: 'pat@example.com', password: 'x'.repeat(1001) },
    { email: `${'x'.repeat(400)}@example.com`, password },
    { email: 'pat@example.com', password: 'wrong' },
  ])
    expect(await authorize(input, way)).toBeNull()
  expect(await authorize({ email: 'pat@example.com\u0000', password }, {})).toMatchObject({ id })
})

test('one password tried on many accounts is stopped by address, whatever stands before the address', async () => {
  const tries = Array.from({ length: 51 }, (_, i) =>
    authorize(
      { email: `nobody${i}@example.com`, password: 'summer2026' },
      { headers: { 'x-forwarded-for': `198.51.100.${i}, 10.0.0.2` } },
    ),
  )
  const answers = await Promise.allSettled(tries)
  expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1)
})
