import 'server-only'
import { randomBytes } from 'node:crypto'
import { AppError } from '@/lib/core/errors'
import { createOwner, registerAgency } from '@/lib/member/register.server'
import { Registration } from '@/lib/member/schema'
import { parseInput } from '@/lib/server/known'
import { withDatabase } from './database'
import { options } from './options'

const USAGE =
  'Usage: cli create-owner --agency slug-or-name --email name@example.com [--name "Full name"] [--password TEXT] [--json]'

type Owner = { agency: string; email: string; name: string; password: string }

/** A further owner of the agency of that slug; where there is none, a new agency of that name. */
async function make({ agency, ...owner }: Owner): Promise<{ agencyId: string; userId: string }> {
  try {
    return await createOwner({ agency, ...owner })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    const { agencyId, userId } = await registerAgency(
      parseInput(Registration, { agencyName: agency, ...owner }),
      'command line',
    )
    return { agencyId, userId }
  }
}

/** Makes an agency with its owner, or a further owner of an agency that exists; prints the login once. */
export async function run(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { agency, email, name, password, json } = options(
    args,
    { agency: text, email: text, name: text, password: text, json: { type: 'boolean' } },
    USAGE,
  )
  if (!agency || !email) throw new AppError('invalid', `--agency and --email are needed.\n${USAGE}`)
  const secret = password ?? randomBytes(12).toString('base64url')
  return withDatabase(async () => {
    const made = await make({ agency, email, name: name ?? email.split('@')[0] ?? email, password: secret })
    const result = { ...made, email, ...(password ? {} : { password: secret }) }
    process.stdout.write(
      json
        ? `${JSON.stringify(result)}\n`
        : `${email} owns ${agency}.${password ? '' : ` Password, shown once: ${secret}`}\n`,
    )
    return 0
  })
}
