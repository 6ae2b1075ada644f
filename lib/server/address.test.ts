import { afterEach, expect, test } from 'vitest'
import { clientAddress } from './address'
import { setEnvironment, unsetEnvironment } from './env'

afterEach(() => unsetEnvironment(['TRUSTED_PROXIES']))

const of = (header?: string) => clientAddress(new Headers(header === undefined ? {} : { 'x-forwarded-for': header }))

test('without proxies of ours only the last hop counts: the rest the caller may have written', () => {
  expect([of(), of(' , '), of('10.0.0.9'), of('1.2.3.4, 10.0.0.9')]).toEqual(['local', 'local', '10.0.0.9', '10.0.0.9'])
})

test('each proxy of ours is believed about whom it was called by', () => {
  setEnvironment({ TRUSTED_PROXIES: '2' })
  expect(of('6.6.6.6, 203.0.113.7, 172.16.0.2, 172.16.0.3')).toBe('203.0.113.7')
  // Fewer hops than proxies: somebody went round them.
  expect(of('172.16.0.3')).toBe('172.16.0.3')
})
