export type Log = {
  info(event: string, fields?: Record<string, unknown>): void
  error(event: string, fields?: Record<string, unknown>): void
  debug(event: string, fields?: Record<string, unknown>): void
}

const rank = { error: 0, info: 1, debug: 2 }

/** One JSON line per event on stderr. Never a token, a password or a buyer in the fields. */
export function createLog(level: 'error' | 'info' | 'debug'): Log {
  const write = (
    at: 'error' | 'info' | 'debug',
    event: string,
    fields: Record<string, unknown> = {},
  ): void => {
    if (rank[at] > rank[level]) return
    const plain = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [
        key,
        value instanceof Error ? (value.stack ?? value.message) : value,
      ]),
    )
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level: at, event, ...plain })}\n`)
  }
  return {
    info: (event, fields) => write('info', event, fields),
    error: (event, fields) => write('error', event, fields),
    debug: (event, fields) => write('debug', event, fields),
  }
}
