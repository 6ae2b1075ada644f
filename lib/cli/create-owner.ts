import 'server-only'
import { randomBytes } from 'node:crypto'
import { AppError } from '@/lib/core/errors'
import { createOwner } from '@/lib/member/register.server'
import { withDatabase } from './database'
import { options } from './options'

const USAGE = 'Usage: cli create-owner --agency "Name" --email name@example.com [--name "Full name"] [--password TEXT] [--json]'

/** Makes an agency with its owner, or a further owner of an agency that exists; prints the login once. */
export async function run(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { agency, email, name, password, json } = options(args, { agency: text, email: text, name: text, password: text, json: { type: 'boolean' } }, USAGE)
  if (!agency || !email) throw new AppError('invalid', `--agency and --email are needed.\n${USAGE}`)
  const secret = password ?? randomBytes(12).toString('base64url')
  return withDatabase(async () => {
    const made = await createOwner({ agency, email, name: name ?? email.split('@')[0] ?? email, password: secret })
    const result = { ...made, email, ...(password ? {} : { password: secret }) }
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${email} owns ${agency}.${password ? '' : ` Password, shown once: ${secret}`}\n`)
    return 0
  })
}
