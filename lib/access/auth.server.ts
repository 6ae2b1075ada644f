import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { sessionSecret } from '@/lib/server/crypto'
import { checkPassword } from '@/lib/member/password.server'

declare module 'next-auth' {
  interface Session {
    epoch: number
  }
  interface User {
    epoch: number
  }
}

/** Browser sessions: signed cookies of 14 days that a password change ends. */
export const authOptions = (): NextAuthOptions => ({
  secret: sessionSecret(),
  session: { strategy: 'jwt', maxAge: 14 * 24 * 3600 },
  pages: { signIn: '/sign-in' },
  providers: [
    Credentials({
      credentials: { email: { type: 'email' }, password: { type: 'password' } },
      authorize: async (input, request) => {
        const forwarded = (request.headers as Record<string, string> | undefined)?.['x-forwarded-for']
        const user = await checkPassword(input?.email ?? '', input?.password ?? '', forwarded?.split(',')[0] ?? 'local')
        return user && { id: user.id, email: user.email, name: user.name, epoch: user.sessionEpoch }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { ...token, epoch: user.epoch } : token),
    session: ({ session, token }) => ({ ...session, epoch: Number(token['epoch'] ?? -1) }),
  },
})
