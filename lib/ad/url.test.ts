import { expect, test } from 'vitest'
import { checkUrl, isPrivateHost } from './url'

const hostOf = (address: string): string => new URL(address).hostname

test.each([
  'http://127.0.0.1',
  'http://2130706433',
  'http://0x7f.1',
  'http://10.1.2.3',
  'http://172.31.0.1',
  'http://192.168.1.1',
  'http://169.254.169.254',
  'http://100.64.0.1',
  'http://198.18.0.1',
  'http://192.0.0.8',
  'http://224.0.0.1',
  'http://[::1]',
  'http://[::]',
  'http://[::ffff:10.0.0.1]',
  'http://[::7f00:1]',
  'http://[fd00::1]',
  'http://[fe80::1]',
  'http://[fec0::1]',
  'http://[ff02::1]',
  'http://[64:ff9b::a00:1]',
  'http://[2002:a00:1::]',
  'http://localhost',
  'http://db.internal',
  'http://LOCALHOST.',
])('%s is in a private network', (address) => {
  expect(isPrivateHost(hostOf(address))).toBe(true)
  expect(checkUrl(address, { allowPrivate: false }).ok).toBe(false)
})

test.each([
  'http://example.com',
  'http://8.8.8.8',
  'http://172.32.0.1',
  'http://[2606:4700::1111]',
  'http://local.shop',
])('%s is public', (address) => expect(isPrivateHost(hostOf(address))).toBe(false))
