import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { storable } from '@/lib/core/text'
import { checkPassword } from '@/lib/member/password.server'
import { SignIn } from '@/lib/member/schema'
import { clientAddress } from '@/lib/server/address'
import { sessionSecret } from '@/lib/server/crypto'

declare module 'next-auth' {
  interface Session {
    epoch: number
  }
  interface User {
    epoch: number
  }
}

type Tried = { headers?: Record<string, string> | undefined }

/** Who signs in by the form, or null; what the browser sends may be anything. */
export async function authorize(input: unknown, { headers = {} }: Tried) {
  const form = SignIn.safeParse(storable(input))
  if (!form.success) return null
  const user = await checkPassword(form.data.email, form.data.password, clientAddress(new Headers(headers)))
  return user && { id: user.id, email: user.email, name: user.name, epoch: user.sessionEpoch }
}

/** Browser sessions: signed cookies of 14 days that a password change ends. */
export const authOptions = (): NextAuthOptions => ({
  secret: sessionSecret(),
  session: { strategy: 'jwt', maxAge: 14 * 24 * 3600 },
  pages: { signIn: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      authorize,
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { ...token, epoch: user.epoch } : token),
    session: ({ session, token }) => ({ ...session, epoch: Number(token['epoch'] ?? -1) }),
  },
})
