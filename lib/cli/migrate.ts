import 'server-only'
import { env } from '@/lib/server/env'
import { migrate } from '@/lib/server/migrate.server'
import { withDatabase } from './database'
import { options } from './options'

export async function run(args: string[]): Promise<number> {
  options(args, {}, 'Usage: cli migrate')
  return withDatabase(async ({ ownerUrl }) => {
    const names = await migrate(ownerUrl, env().DATABASE_APP_URL)
    process.stdout.write(names.length > 0 ? `${names.join('\n')}\n` : 'The database is at the newest migration.\n')
    return 0
  })
}
