import 'server-only'
import { AppError } from '@/lib/core/errors'
import { createResetLink } from '@/lib/member/reset.server'
import { withDatabase } from './database'
import { options } from './options'

const USAGE = 'Usage: cli reset-link --email name@example.com'

/** Prints a link with which that person sets a new password: for servers that send no mail. */
export async function run(args: string[]): Promise<number> {
  const { email } = options(args, { email: { type: 'string' } }, USAGE)
  if (!email) throw new AppError('invalid', `--email is needed.\n${USAGE}`)
  return withDatabase(async () => {
    process.stdout.write(`${await createResetLink(email)}\n`)
    return 0
  })
}
