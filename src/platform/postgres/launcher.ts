import type { Log } from '../log.ts'

export type EmbeddedPostgres = { url: string; stop(): Promise<void>; attached: boolean }

export async function startEmbedded(_options: {
  dataDir: string
  log: Log
  database?: string
}): Promise<EmbeddedPostgres> {
  throw new Error('The embedded PostgreSQL is not built in yet: set DATABASE_URL')
}
