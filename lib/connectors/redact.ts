const NAMED =
  /\b(access_token|refresh_token|fb_exchange_token|client_secret|appsecret_proof|code_verifier|input_token|code)=[^&\s"']+/gi
const NAMED_JSON = /"(access_token|refresh_token|client_secret|id_token)"\s*:\s*"[^"]*"/gi
const BEARER = /\bBearer\s+[\w.~+/=-]+/gi

/** Takes secrets out of a text before it is shown, stored or logged: the given values, and whatever looks like one. */
export function redact(message: string, secrets: readonly string[] = []): string {
  let clean = message
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '[redacted]')
  return clean
    .replace(NAMED, '$1=[redacted]')
    .replace(NAMED_JSON, '"$1":"[redacted]"')
    .replace(BEARER, 'Bearer [redacted]')
}
