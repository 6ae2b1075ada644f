/** The zone of the person at the screen: for when something was done, not for days of a budget. Runs in the browser only. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
