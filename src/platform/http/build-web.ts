import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { glob, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '../log.ts'
import { webFolder } from './web.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')

/** What the screens are made of. Their tests do not count. */
const sources = [
  'src/web/**/*',
  'src/kernel/**/*.ts',
  'src/platform/endpoint.ts',
  'src/features/*/ui/**/*',
  'src/features/*/rules/**/*.ts',
  'src/features/*/api{.ts,/**/*.ts}',
  'vite.config.ts',
  'package-lock.json',
]

/**
 * Sees that dist/web is the screens of these sources, building them when it is not (a few seconds). The stamp inside holds the
 * hash of the sources. The build goes into a folder of its own and takes dist/web's place whole, so that neither an interrupted build
 * nor a second process leaves half a set. Throws when the build fails.
 */
export async function ensureWebBuilt(log: Log): Promise<void> {
  const wanted = await sourceHash()
  if ((await stampOf(webFolder)) === wanted) return
  const began = performance.now()
  const suffix = randomBytes(4).toString('hex')
  const made = `${webFolder}.${suffix}`
  try {
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    await run(process.execPath, [vite, 'build', '--outDir', made, '--logLevel', 'warn'], { cwd: root }).catch(
      (error: { stderr?: string }) => {
        throw new Error(
          `The screens could not be built. Is everything installed (npm ci)?\n${error.stderr ?? String(error)}`,
        )
      },
    )
    await writeFile(join(made, 'stamp'), wanted)
    await rename(webFolder, `${made}.old`).catch(ignoreMissing)
    await rename(made, webFolder).catch(async (error: unknown) => {
      // Another process was quicker; what it made is as good when it is of the same sources.
      if ((await stampOf(webFolder)) !== wanted) throw error
    })
  } finally {
    await rm(made, { recursive: true, force: true })
    await rm(`${made}.old`, { recursive: true, force: true })
  }
  log.info('web.built', { ms: Math.round(performance.now() - began) })
}

async function stampOf(folder: string): Promise<string | null> {
  return readFile(join(folder, 'stamp'), 'utf8').catch(() => null)
}

async function sourceHash(): Promise<string> {
  const names: string[] = []
  for (const pattern of sources) {
    for await (const entry of glob(pattern, { cwd: root, withFileTypes: true })) {
      if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) names.push(join(entry.parentPath, entry.name))
    }
  }
  const hash = createHash('sha256')
  for (const name of names.toSorted())
    hash
      .update(name.slice(root.length))
      .update('\0')
      .update(await readFile(name))
  return hash.digest('hex')
}

function ignoreMissing(error: unknown): void {
  if ((error as { code?: string }).code !== 'ENOENT') throw error
}
