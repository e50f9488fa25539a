import { mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { updateMe } from '#features/identity/api/session.ts'
import { ensureWebBuilt } from '#platform/http/build-web.ts'
import { createLog } from '#platform/log.ts'
import { freePort } from '#platform/postgres/free-port.ts'
import type { Sandbox } from '../support/sandbox.ts'
import { type TestAgency, type TestWorld, createWorld } from '../support/world.ts'
import { launchChromium } from './chromium.ts'

// Journeys drive the product as people do: a real server on a database of its own, the built screens, role locators only.
//
//   const at = await openBrowserWorld()                  // beforeAll; afterAll: await at.close()
//   const page = await at.page({ as: 'lin' })            // signed in (keys: test/support/world.ts); zh unless locale: 'en'
//   await page.goto('/clients/…'); await page.getByRole('button', { name: '导出' }).click()
//   await at.shot(page, 'cockpit-zh')                    // PNG into the temp folder's steward-shots-<user id>/

export type PageOptions = {
  /** Who is signed in, by key; nobody when left out. */
  as?: string
  locale?: 'zh-CN' | 'en'
  width?: number
  height?: number
  dark?: boolean
  timeZone?: string
}

export type BrowserWorld = TestWorld & {
  readonly url: string
  readonly people: TestAgency
  page(options?: PageOptions): Promise<Page>
  shot(page: Page, name: string): Promise<void>
}

/** A product with a browser beside it. A page that logs an error or throws makes `close` fail: journeys see clean consoles. */
export async function openBrowserWorld(now?: string, sandbox?: Sandbox): Promise<BrowserWorld> {
  await ensureWebBuilt(createLog('error'))
  // Letters, consents and passkeys know the product by its address. Browsers give passkeys to a name, never to a number.
  const port = await freePort()
  const url = `http://localhost:${port}`
  const world = await createWorld(now, {
    publicUrl: url,
    ...(sandbox === undefined
      ? {}
      : { sandbox, sandboxUrl: await sandbox.app.listen({ port: 0, host: '127.0.0.1' }) }),
  })
  const browser = await launchChromium().catch(async (error: unknown) => {
    await world.close()
    throw error
  })
  await world.app.http.listen({ port, host: '127.0.0.1' })
  const people = await world.agency()
  const complaints: string[] = []
  const contexts = new Map<string, BrowserContext>()
  return {
    ...world,
    url,
    people,
    async page(options = {}) {
      const context = await openContext(browser, url, options)
      contexts.set(String(contexts.size), context)
      if (options.as !== undefined) {
        const caller = await people.as(options.as)
        // A person's own language and appearance win over the browser's.
        await caller.call(updateMe, { body: { locale: options.locale ?? 'zh-CN', theme: 'system' } })
        await context.addCookies([...caller.cookies].map(([name, value]) => ({ name, value, url })))
      }
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        // A refused request is logged by the browser itself; the screens word it.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          complaints.push(message.text())
      })
      return page
    },
    async shot(page, name) {
      const folder = join(tmpdir(), `steward-shots-${userInfo().uid}`)
      mkdirSync(folder, { recursive: true })
      await page.waitForLoadState('networkidle')
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
    },
    async close() {
      for (const context of contexts.values()) await context.close()
      await browser.close()
      await world.close()
      await sandbox?.app.close()
      if (complaints.length > 0) throw new Error(`the screens complained:\n${complaints.join('\n')}`)
    },
  }
}

async function openContext(browser: Browser, url: string, options: PageOptions): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: url,
    locale: options.locale ?? 'zh-CN',
    timezoneId: options.timeZone ?? 'Asia/Shanghai',
    colorScheme: options.dark === true ? 'dark' : 'light',
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    reducedMotion: 'reduce',
  })
}
