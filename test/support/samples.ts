import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readWhole } from '#features/facts/jobs/read-file.ts'

// Files that real sellers downloaded, and others we did not write. They lie outside the repository and may not be copied into it.

/** Their folder; undefined where it is absent. */
export const samples = [1, 2]
  .map((up) =>
    join(import.meta.dirname, ...Array.from({ length: up + 2 }, () => '..'), 'shared/samples/amazon-reports'),
  )
  .find((path) => existsSync(path))

/** Reads one of them by its path in the folder. */
export const readSample = (path: string): ReturnType<typeof readWhole> => readWhole(join(samples!, path))
