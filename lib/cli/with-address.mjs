// Loaded into the web server: whoever calls it stands last in `x-forwarded-for`, as if behind one proxy more. Next takes
// the header as the caller wrote it, so that limits by address and the sandbox's "this machine only" could be talked round.
import http from 'node:http'

const HEADER = 'x-forwarded-for'
const { emit } = http.Server.prototype

http.Server.prototype.emit = function (name, request, ...rest) {
  if (name === 'request') {
    const said = request.headers[HEADER]
    const caller = request.socket.remoteAddress ?? 'unknown'
    request.headers[HEADER] = said ? `${said}, ${caller}` : caller
  }
  return emit.call(this, name, request, ...rest)
}
