import { expect, test } from 'vitest'
import { config } from './proxy'

const seen = (path: string): boolean => config.matcher.some((matcher) => new RegExp(`^${matcher}$`).test(path))

test('every page passes the proxy, also of an agency that is called like a file', () => {
  const pages = ['/', '/icon-media/team', '/iconic', '/favicon-friends/nordlys/overview', '/harbour']
  expect(pages.filter((path) => !seen(path))).toEqual([])
  expect(['/_next/static/a.js', '/icon.svg', '/favicon.ico', '/robots.txt'].filter(seen)).toEqual([])
})
