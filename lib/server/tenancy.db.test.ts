import { beforeAll, expect, test } from 'vitest'
import { jobScope } from '@/lib/access/scope.server'
import { useDatabase } from '@/vitest.setup'
import { db } from './prisma'
import { unsafeDb } from './unsafe.server'

beforeAll(useDatabase)

test('row-level security alone keeps agencies apart', async () => {
  const make = (slug: string) =>
    unsafeDb().agency.create({ data: { slug, name: slug, currency: 'EUR', locale: 'en-GB', timezone: 'Europe/Oslo' } })
  const [a, b] = [await make('one'), await make('two')]
  expect(await db(jobScope(a.id, 'test')).agency.findMany()).toHaveLength(1)
  expect(await db(jobScope(b.id, 'test')).agency.findUnique({ where: { id: a.id } })).toBeNull()
})
