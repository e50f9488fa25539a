import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Directory } from './directory.ts'
import type { Files } from './files.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { Mail } from './mail.ts'
import type { Secrets } from './secrets.ts'
import type { Tenant } from './tenant.ts'
import type { Turns } from './turns.ts'
import type { Vault } from './vault.ts'

/** The effects a room is built with. */
export type World = {
  readonly config: Config
  /** The product's time: what is due, what is recorded. Follows the sandbox where there is one. */
  readonly clock: Clock
  /** The machine's time: sessions, locks and letters, which a leap of a simulated clock must not end. */
  readonly wall: Clock
  readonly log: Log
  readonly secrets: Secrets
  /** Keeps other people's keys: tokens and secrets of Amazon. */
  readonly vault: Vault
  readonly files: Files
  readonly mail: Mail
  readonly tenant: Tenant
  readonly jobs: Jobs
  readonly directory: Directory
  readonly turns: Turns
  /** Where people reach this installation, without a trailing slash. */
  readonly publicUrl: string
  /** Login URL of the sign-in side (schema auth); only the identity room uses it. */
  readonly authUrl: string
}
