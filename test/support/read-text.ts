import type { Hints } from '#features/facts/rules/file-hints.ts'
import { readWhole } from '#features/facts/jobs/read-file.ts'
import { bytesSource } from '#platform/files/source.ts'

/** Reads a file that a test wrote. */
export const read = (
  name: string,
  content: string | Buffer,
  hints: Partial<Hints> = {},
): ReturnType<typeof readWhole> => readWhole(bytesSource(name, Buffer.from(content)), { hints })

/** Lines of comma-separated text as consoles end them. */
export const csv = (...rows: string[]): string => rows.map((row) => `${row}\r\n`).join('')

/** Lines of tab-separated text, written with bars. */
export const tsv = (...rows: string[]): string => rows.map((row) => `${row.replaceAll('|', '\t')}\n`).join('')
