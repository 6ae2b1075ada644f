import { z } from 'zod'
import { isCurrency } from '@/lib/core/money'
import { isOneLine } from '@/lib/core/text'
import { isZone } from '@/lib/core/zone'
import { isLocale } from './locale'

export const CurrencyCode = z
  .string('Choose a currency.')
  .trim()
  .toUpperCase()
  .refine(isCurrency, 'Choose a currency by its ISO 4217 code, such as EUR.')

export const TimeZone = z
  .string('Choose a time zone.')
  .trim()
  .refine(isZone, 'Choose an IANA time zone, such as Europe/Oslo.')

export const Locale = z
  .string('Choose a language and region.')
  .refine(isLocale, 'Choose one of the listed languages and regions, such as en-GB.')

export const AgencyName = z
  .string()
  .trim()
  .min(1, "Enter the agency's name.")
  .max(80, 'The name is longer than 80 characters. Shorten it.')
  .refine(isOneLine, 'Write the name in one line.')

export const AgencySettings = z.object({
  name: AgencyName,
  currency: CurrencyCode,
  locale: Locale,
  timezone: TimeZone,
  /** Days that raw platform payloads are kept. */
  rawDays: z.coerce
    .number('Enter the number of days.')
    .int('Enter whole days.')
    .min(7, 'Keep raw reports for at least 7 days.')
    .max(1095, 'Keep raw reports for at most 1095 days (3 years).'),
})
export type AgencySettings = z.infer<typeof AgencySettings>
