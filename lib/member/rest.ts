import { z } from 'zod'
import { AgencyName, CurrencyCode, Locale, TimeZone } from '@/lib/agency/schema'
import { Email, NewPassword, PersonName } from './schema'

/** `agency_name` defaults to one made from the e-mail's domain, `name` to the part before the @. */
export const RestRegistration = z.object({
  email: Email,
  password: NewPassword,
  name: PersonName.optional(),
  agency_name: AgencyName.optional(),
  currency: CurrencyCode.default('EUR'),
  locale: Locale.default('en-GB'),
  timezone: TimeZone.default('UTC'),
})
export type RestRegistration = z.infer<typeof RestRegistration>

/** `username` is another word for the e-mail; `agency` names one of several by its slug. */
export const RestLogin = z
  .object({
    email: Email.optional(),
    username: Email.optional(),
    password: z.string().min(1, 'Send the password.'),
    agency: z.string().optional(),
  })
  .transform(({ username, ...body }, context) => {
    const email = body.email ?? username
    if (email) return { ...body, email }
    context.addIssue({ code: 'custom', path: ['email'], message: 'Send the e-mail address.' })
    return z.NEVER
  })

export const RestRefresh = z.object({
  refresh_token: z.string().min(20, 'Send the refresh token that the last sign-in or refresh gave.').max(200),
})

/** `ann@harbour-media.example` founds "Harbour Media". */
export function agencyNameOf(email: string): string {
  const [label = ''] = (email.split('@')[1] ?? '').split('.')
  const words = label.split(/[-_]/).filter(Boolean)
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ') || 'Agency'
}
