/** First path segments that pages own: no agency and no client may be called so. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  'api',
  'v1',
  'admin',
  'health',
  'docs',
  'r',
  'sign-in',
  'sign-out',
  'register',
  'forgotten',
  'reset',
  'invite',
  'new',
  'clients',
  'team',
  'integrations',
  'jobs',
  'settings',
  'outbox',
  'overview',
  'ads',
  'campaigns',
  'budgets',
  'optimiser',
  'events',
  'mix',
  'reports',
  'paceline',
  'static',
  'public',
  'assets',
  'help',
  'status',
])

const MAX = 40

/** A name as a path segment: `Bjørn & Söhne` to `bjorn-sohne`. A name without a Latin letter or digit gives ''. */
export function slugify(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øœ]/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[łđ]/g, (letter) => (letter === 'ł' ? 'l' : 'd'))
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX)
    .replace(/^-+|-+$/g, '')
}

/** What every numbered slug of a name begins with, to find those that are taken. */
export const slugStem = (name: string, fallback: string): string => (slugify(name) || fallback).slice(0, MAX - 8)

/** Whether a text can be the slug of an agency or client; what a request names may be anything. */
export const isSlug = (text: unknown): text is string =>
  typeof text === 'string' && text.length <= MAX && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)

/** The first of `base`, `base-2`, `base-3` … that is neither reserved nor taken. `fallback` serves names that give no slug. */
export function freeSlug(name: string, taken: ReadonlySet<string>, fallback: string): string {
  const base = slugify(name) || fallback
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base.slice(0, MAX - String(n).length - 1)}-${n}`
    if (!taken.has(slug) && !RESERVED_SLUGS.has(slug)) return slug
  }
}
