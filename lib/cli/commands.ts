/** A command's file is loaded only when it is called: some need no database and must load no Prisma. */
export type Command = { says: string; cli?: boolean; load: () => Promise<{ run: (args: string[]) => Promise<number> }> }

export const COMMANDS: Record<string, Command> = {
  up: { says: 'Start Paceline', load: () => import('./up') },
  dev: { says: 'Start Paceline with reloading pages', load: () => import('./dev') },
  test: { says: 'Everything that CI runs', load: () => import('./test') },
  unit: { says: 'The unit and database tests alone', load: () => import('./unit') },
  e2e: { says: 'The browser journeys alone', load: () => import('./e2e') },
  prove: { says: 'The long proofs: kills during launch', load: () => import('./prove') },
  bench: { says: 'Every speed figure, beside a baseline', load: () => import('./bench') },
  check: { says: 'Format, lint, types, dead code', load: () => import('./check') },
  'create-owner': { says: 'Make an agency with its owner', cli: true, load: () => import('./create-owner') },
  'reset-link': { says: 'Print a link that sets a new password', cli: true, load: () => import('./reset-link') },
  screenshots: { says: 'Take the pictures of the README anew', cli: true, load: () => import('./screenshots') },
  migrate: { says: 'Bring the database to the newest migration', cli: true, load: () => import('./migrate') },
  migration: {
    says: 'Write a migration from what the schema files changed',
    cli: true,
    load: () => import('./migration'),
  },
}
