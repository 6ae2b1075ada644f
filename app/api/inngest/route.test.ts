import { createHmac } from 'node:crypto'
import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { setEnvironment } from '@/lib/server/env'
import { GET, POST, PUT } from './route'

const secret = 'ab'.repeat(32)
const url = 'http://127.0.0.1:3000/api/inngest?fnId=paceline-sweep-tokens&stepId=step'
const body = JSON.stringify({ event: { name: 'x', data: {} }, ctx: { run_id: 'r' } })

async function ask(method: 'GET' | 'POST' | 'PUT', signature?: string): Promise<number> {
  const handler = { GET, POST, PUT }[method]
  const request = new NextRequest(url, {
    method,
    headers: signature ? { 'x-inngest-signature': signature } : {},
    ...(method !== 'GET' && { body }),
  })
  return (await handler(request, undefined)).status
}

const now = (): number => Math.floor(Date.now() / 1000)
const signed = (text: string, at: number): string =>
  `t=${at}&s=${createHmac('sha256', secret).update(`${text}${at}`).digest('hex')}`

test.each([
  ['as it is started', {}],
  ['with INNGEST_DEV', { INNGEST_DEV: '1' }],
  ['with unsigned registrations allowed', { INNGEST_ENABLE_UNAUTHED_SYNC: 'true' }],
  ['in development', { NODE_ENV: 'development' }],
])('no unsigned, wrongly signed or old call is answered %s', async (_, environment) => {
  setEnvironment({
    INNGEST_SIGNING_KEY: `signkey-test-${secret}`,
    INNGEST_DEV: '',
    INNGEST_ENABLE_UNAUTHED_SYNC: '',
    ...environment,
  })
  for (const method of ['GET', 'POST', 'PUT'] as const) {
    expect(await ask(method)).toBe(401)
    expect(await ask(method, `t=${now()}&s=${'0'.repeat(64)}`)).toBe(401)
    expect(await ask(method, signed('', now() - 301))).toBe(401)
  }
  expect(await ask('GET', signed('', now()))).toBe(200)
})
