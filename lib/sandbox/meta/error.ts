import { SandboxRefusal, type SandboxReply } from '../define'
import type { Issue } from './schema/type'

/** Meta's error envelope. Nearly every error is HTTP 400; `code` and `subcode` say what it is. */
export type MetaError = {
  message: string
  code: number
  subcode?: number
  type?: 'OAuthException' | 'GraphMethodException'
  status?: number
  title?: string
  /** For people, beside the message for programs. */
  says?: string
  field?: readonly string[]
  isTransient?: boolean
  headers?: Record<string, string>
}

/** The reply; `fbtrace_id` is added when it leaves. */
export function envelope(error: MetaError): SandboxReply {
  const {
    message,
    code,
    subcode,
    type = 'OAuthException',
    status = 400,
    title,
    says,
    field,
    isTransient = false,
  } = error
  return {
    status,
    headers: error.headers,
    body: {
      error: {
        message,
        type,
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        is_transient: isTransient,
        ...(title === undefined ? {} : { error_user_title: title }),
        ...(says === undefined ? {} : { error_user_msg: says }),
        ...(field === undefined ? {} : { error_data: JSON.stringify({ blame_field_specs: [field] }) }),
      },
    },
  }
}

export function refuse(error: MetaError): never {
  throw new SandboxRefusal(envelope(error))
}

/** Refuses one parameter for a reason of business: `Invalid parameter` and the sentence that Ads Manager would show. */
export const invalidParameter = (field: string, title: string, says: string, subcode?: number): never =>
  refuse({ message: 'Invalid parameter', code: 100, subcode, title, says, field: [field] })

export const missingParameter = (field: string): never =>
  refuse({ message: `(#100) The parameter ${field} is required`, code: 100, field: [field] })

export const refuseIssue = ({ path, problem }: Issue): never =>
  refuse({
    message: `(#100) Param ${path[0]}${path
      .slice(1)
      .map((part) => `[${part}]`)
      .join('')} ${problem}`,
    code: 100,
    field: path,
  })

export const notFound = (id: string, method: string): never =>
  refuse({
    message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    type: 'GraphMethodException',
    code: 100,
    subcode: 33,
  })

export const expired = (): MetaError => ({
  message:
    'Error validating access token: Session has expired. The current time is later than the time at which it ended.',
  code: 190,
  subcode: 463,
})
