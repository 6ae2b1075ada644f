import { z } from 'zod'
import { ROLES } from '@/lib/access/permissions'
import { AgencyName, CurrencyCode, Locale, TimeZone } from '@/lib/agency/schema'
import { isOneLine } from '@/lib/core/text'

export const Email = z
  .string('Enter an e-mail address.')
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('Enter an e-mail address like name@company.com.'))

export const NewPassword = z
  .string('Enter a password.')
  .min(10, 'Use at least 10 characters. A few words in a row are easy to keep.')
  .max(200, 'Use at most 200 characters.')

export const PersonName = z
  .string()
  .trim()
  .min(1, 'Enter your name.')
  .max(80, 'The name is longer than 80 characters. Shorten it.')
  .refine(isOneLine, 'Write your name in one line.')

export const SignIn = z.object({
  email: Email,
  password: z.string().min(1, 'Enter your password.').max(1000, 'A password has at most 1000 characters.'),
})
export type SignIn = z.infer<typeof SignIn>

export const Registration = z.object({
  agencyName: AgencyName,
  name: PersonName,
  email: Email,
  password: NewPassword,
  currency: CurrencyCode.default('EUR'),
  locale: Locale.default('en-GB'),
  timezone: TimeZone.default('UTC'),
})
export type Registration = z.infer<typeof Registration>

/** What a member may do and see. Owners and admins see every client; a viewer has exactly one. */
const Access = z.object({
  role: z.enum(ROLES),
  allClients: z.boolean(),
  clientIds: z.array(z.uuid()).max(1000),
})
export type MemberAccess = z.infer<typeof Access>

function checkAccess(access: MemberAccess, context: z.core.$RefinementCtx): void {
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['clientIds'], message })
  if (access.role === 'viewer' && (access.allClients || access.clientIds.length !== 1))
    refuse('A viewer sees exactly one client. Choose it.')
  else if ((access.role === 'owner' || access.role === 'admin') && !access.allClients)
    refuse(`An ${access.role} sees every client. Choose "All clients", or another role.`)
  else if (!access.allClients && access.clientIds.length === 0) refuse('Choose at least one client, or "All clients".')
}

export const MemberChange = Access.extend({ membershipId: z.uuid() }).superRefine(checkAccess)
export type MemberChange = z.infer<typeof MemberChange>

export const Invite = Access.extend({ email: Email }).superRefine(checkAccess)
export type Invite = z.infer<typeof Invite>

export const MemberRef = z.object({ membershipId: z.uuid() })
export const InvitationRef = z.object({ invitationId: z.uuid() })

const Token = z.string().min(20, 'This link is not complete. Open it again from the mail.').max(200)

/** `name` and `password` are for a person who is new here; a known one joins with their session. */
export const AcceptNew = z.object({ token: Token, name: PersonName, password: NewPassword })
export const AcceptKnown = z.object({ token: Token })

export const Forgotten = z.object({ email: Email })
export const Reset = z.object({ token: Token, password: NewPassword })

export const PasswordChange = z.object({
  current: z.string().min(1, 'Enter your present password.'),
  password: NewPassword,
})
export type PasswordChange = z.infer<typeof PasswordChange>

export const Profile = z.object({ name: PersonName })
export type Profile = z.infer<typeof Profile>
