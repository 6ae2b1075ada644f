import { serveSandboxAddress } from '@/lib/sandbox/serve.server'

export const GET = serveSandboxAddress
export const POST = serveSandboxAddress
export const PUT = serveSandboxAddress
export const DELETE = serveSandboxAddress
