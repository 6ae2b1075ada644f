import { expect, test } from 'vitest'
import { sayDone } from './say'

test('the log tells what was created and what was switched on', () => {
  const name = 'chips_01 [pl:c0ya8j3q]'
  expect(sayDone({ label: 'Ad set', name, phase: 'create' }, 'meta_ads', [])).toBe(
    'Created ad set "chips_01" and read it back.',
  )
  expect(sayDone({ label: 'Switch the campaign on', name, phase: 'activate' }, 'google_ads', [])).toBe(
    'Switched the campaign on, "chips_01", and read it back.',
  )
  expect(sayDone({ label: 'Switch the ad on', name, phase: 'activate' }, 'meta_ads', ['status'])).toBe(
    'Meta keeps "chips_01" otherwise than sent: status.',
  )
})
