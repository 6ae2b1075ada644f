import 'server-only'
import { AppError } from '@/lib/core/errors'
import { writeMigration } from '@/lib/server/migrate.server'
import { withDatabase } from './database'
import { options } from './options'

export async function run(args: string[]): Promise<number> {
  const { name } = options(args, { name: { type: 'string' } }, 'Usage: cli migration --name add_something')
  if (!name || !/^[a-z0-9_]{3,60}$/.test(name))
    throw new AppError('invalid', '--name must be 3 to 60 lower-case letters, digits or underscores, like add_holds.')
  return withDatabase(async ({ ownerUrl }) => {
    process.stdout.write(`${await writeMigration(ownerUrl, name)}\n`)
    return 0
  })
}
