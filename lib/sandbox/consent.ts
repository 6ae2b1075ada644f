import { DEMO_LOGINS } from './login'

/** The consent screen of a sandbox platform: HTML with a look of its own, so that nobody takes it for the real one. */

export type Consent = {
  platform: 'Google' | 'Meta'
  /** Who asks, and for what, in words. */
  app: string
  wishes: readonly string[]
  /** What was typed before, and what was wrong with it. */
  email?: string
  fault?: string
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#eef0f3;color:#16191d;display:grid;place-items:center;min-height:100vh}
main{background:#fff;border:2px dashed #8a5a00;border-radius:12px;padding:28px;max-width:26rem;margin:16px}
h1{font-size:1.25rem;margin:0 0 8px}
.note{background:#fff4dc;color:#533600;border-radius:8px;padding:8px 12px;margin:0 0 16px}
label{display:block;font-weight:600;margin:16px 0 4px}
input{width:100%;box-sizing:border-box;font:inherit;padding:10px;border:1px solid #5c6570;border-radius:8px;background:#fff;color:#16191d}
.hint{color:#454d57;font-size:.875rem;margin:4px 0 0}
.fault{color:#9b1c1c;font-weight:600;margin:4px 0 0}
.row{display:flex;gap:12px;margin-top:20px;flex-wrap:wrap}
button{font:inherit;font-weight:600;min-height:44px;padding:0 20px;border-radius:8px;border:1px solid #16191d;background:#fff;color:#16191d;cursor:pointer}
button.primary{background:#16191d;color:#fff}
:focus-visible{outline:3px solid #1559c0;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#101317;color:#f1f3f5}main{background:#1a1e24}input{background:#101317;color:#f1f3f5;border-color:#98a2ad}.hint{color:#c3cad2}.fault{color:#ffb4ab}button{background:#1a1e24;color:#f1f3f5;border-color:#f1f3f5}button.primary{background:#f1f3f5;color:#16191d}:focus-visible{outline-color:#8ab8ff}}`

/** The whole page. Its form posts `email` and `decision` (`allow` or `cancel`) to the address that it was read from. */
export function consentPage({ platform, app, wishes, email = DEMO_LOGINS[0] ?? '', fault }: Consent): string {
  const problem = fault ? `<p class="fault" id="fault" role="alert">${escapeHtml(fault)}</p>` : ''
  const described = fault ? 'fault hint' : 'hint'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Sandbox ${platform}: allow access</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Sandbox ${platform}</h1>
<p class="note">This is the sandbox on this server, not ${platform}. No password is asked and no money moves.</p>
<p><strong>${escapeHtml(app)}</strong> asks to:</p>
<ul>${wishes.map((wish) => `<li>${escapeHtml(wish)}</li>`).join('')}</ul>
<form method="post">
<label for="email">Sign in as</label>
<input id="email" name="email" type="email" autocomplete="off" list="logins" required value="${escapeHtml(email)}" aria-describedby="${described}"${fault ? ' aria-invalid="true"' : ''}>
<datalist id="logins">${DEMO_LOGINS.map((login) => `<option value="${login}"></option>`).join('')}</datalist>
${problem}
<p class="hint" id="hint">Demo logins: ${DEMO_LOGINS.join(', ')}. Any other address gets two accounts of its own.</p>
<div class="row">
<button class="primary" type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="cancel" formnovalidate>Cancel</button>
</div>
</form>
</main>
</body>
</html>`
}

/** A page for a consent request that cannot go back to its sender. */
export const consentFault = (platform: Consent['platform'], message: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Sandbox ${platform}: not possible</title><style>${STYLE}</style></head>
<body><main><h1>Sandbox ${platform}</h1><p role="alert">${escapeHtml(message)}</p></main></body>
</html>`
