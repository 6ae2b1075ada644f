import 'server-only'
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import canonicalize from 'canonicalize'
import { AppError } from '@/lib/core/errors'
import { dataDir } from './data-dir'
import { env } from './env'

/** Secrets are sealed as `keyId.iv.tag.ciphertext` (AES-256-GCM); the first key of ENCRYPTION_KEYS seals. */
type Key = { id: string; bytes: Buffer }

let keys: Key[] | undefined

function generatedSecret(name: string, make: () => string): string {
  const file = path.join(dataDir(), name)
  if (!existsSync(file)) {
    try {
      writeFileSync(file, make(), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(file, 'utf8').trim()
}

function encryptionKeys(): Key[] {
  const text =
    env().ENCRYPTION_KEYS ?? generatedSecret('encryption-keys', () => `k1:${randomBytes(32).toString('base64')}`)
  return (keys ??= text.split(',').map((entry) => {
    const [id = '', value = ''] = entry.split(/:(.*)/s)
    const bytes = Buffer.from(value, 'base64')
    if (!/^\w{1,16}$/.test(id) || bytes.length !== 32)
      throw new AppError('invalid', 'ENCRYPTION_KEYS must be `id:base64 of 32 bytes`, comma-separated.')
    return { id, bytes }
  }))
}

export function seal(plain: string): string {
  const [key] = encryptionKeys()
  if (!key) throw new AppError('unavailable', 'ENCRYPTION_KEYS is empty: nothing can be sealed.')
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv)
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [key.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

export function open(sealed: string): string {
  const [id, iv = '', tag = '', body = ''] = sealed.split('.')
  const key = encryptionKeys().find((k) => k.id === id)
  if (!key)
    throw new AppError(
      'unavailable',
      `A secret was sealed under the key "${id}", which ENCRYPTION_KEYS no longer lists.`,
    )
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64url'))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
}

/** Signs browser sessions; from the environment, else generated once into the data folder. */
export const sessionSecret = (): string =>
  env().NEXTAUTH_SECRET ?? generatedSecret('session-secret', () => randomBytes(32).toString('base64url'))

export const newToken = (): string => randomBytes(32).toString('base64url')
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
export const hmac = (key: string, data: string): string => createHmac('sha256', key).update(data).digest('hex')

export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

/** SHA-256 of a value's canonical JSON (RFC 8785): the same for the same value, whatever the order of its keys. */
export function payloadHash(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new RangeError('A payload must be JSON.')
  return sha256(text)
}
