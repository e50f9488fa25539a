// What was done to the world, in a file: the market follows from its seed and its changes, so that a restart finds it as it was.

import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Change } from './market/settings.ts'

export type Head = { kind: 'head'; seed: number; start: string; openedAt: number }
export type Entry =
  | { kind: 'opened'; at: number }
  | { kind: 'change'; at: number; storeKey: string; change: Change; by: string }
  | { kind: 'clock'; at: number; speed: number }
  | { kind: 'revoked'; at: number; subject: string; region: string | null }

export type Journal = {
  head: Head
  past: readonly Entry[]
  write(entry: Entry): void
}

/** Opens the file, or begins it with this head. Throws when it belongs to another seed. */
export function openJournal(path: string, head: Omit<Head, 'kind'>): Journal {
  const write = (line: Head | Entry): void => appendFileSync(path, `${JSON.stringify(line)}\n`)
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true })
    write({ kind: 'head', ...head })
  }
  const [first, ...past] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Head | Entry)
  if (first?.kind !== 'head' || first.seed !== head.seed)
    throw new Error(`sandbox: ${path} is the state of another seed`)
  const entries = past.filter((line): line is Entry => line.kind !== 'head')
  return { head: first, past: entries, write }
}
