/** Locales that figures and dates can be written in, with the name that the form shows. */
export const LOCALES = [
  ['en-GB', 'English (United Kingdom)'],
  ['en-US', 'English (United States)'],
  ['en-AU', 'English (Australia)'],
  ['en-CA', 'English (Canada)'],
  ['en-IE', 'English (Ireland)'],
  ['de-DE', 'German (Germany)'],
  ['de-AT', 'German (Austria)'],
  ['de-CH', 'German (Switzerland)'],
  ['fr-FR', 'French (France)'],
  ['fr-CA', 'French (Canada)'],
  ['es-ES', 'Spanish (Spain)'],
  ['es-MX', 'Spanish (Mexico)'],
  ['it-IT', 'Italian (Italy)'],
  ['nl-NL', 'Dutch (Netherlands)'],
  ['pt-BR', 'Portuguese (Brazil)'],
  ['pt-PT', 'Portuguese (Portugal)'],
  ['nb-NO', 'Norwegian'],
  ['sv-SE', 'Swedish'],
  ['da-DK', 'Danish'],
  ['fi-FI', 'Finnish'],
  ['pl-PL', 'Polish'],
  ['ja-JP', 'Japanese'],
] as const

export const isLocale = (tag: string): boolean => LOCALES.some(([known]) => known === tag)

/** Every currency that Intl knows, by code. */
export const currencyOptions = (): { value: string; label: string }[] => {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }))
}

/** Every IANA time zone that Intl knows, and UTC. */
export const zoneOptions = (): { value: string; label: string }[] =>
  ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
