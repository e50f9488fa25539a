import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountFor } from './account.ts'
import { type Bundle, findBinaries, findBundle } from './binaries.ts'

// Root lends the server an account that may not enter a folder of mode 0700; anybody else runs it as themselves.
const isRoot = process.getuid?.() === 0

describe('the bundled programs', () => {
  let home: string
  let bundle: Bundle
  const account = accountFor('/nonexistent')

  /** The package as npm leaves it when install scripts are off: no symbolic links. */
  function unpackInto(folder: string): Bundle {
    const { native, name } = findBundle()
    const isLink = (path: string): boolean => lstatSync(path).isSymbolicLink()
    cpSync(realpathSync(native), join(folder, 'native'), { recursive: true, filter: (path) => !isLink(path) })
    return { native: join(folder, 'native'), name }
  }

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'steward-programs-'))
    chmodSync(home, 0o755)
    mkdirSync(join(home, 'private'), { mode: 0o700 })
    bundle = unpackInto(join(home, 'private'))
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  it('get their library links when the install script did not run', () => {
    chmodSync(join(home, 'private'), 0o755)
    expect(readdirSync(join(bundle.native, 'lib'))).not.toContain('libicui18n.so.60')
    const found = findBinaries(account, [], bundle)
    expect(found.postgres).toBe(join(bundle.native, 'bin', 'postgres'))
    expect(found.major).toMatch(/^\d+$/)
    expect(readdirSync(join(bundle.native, 'lib'))).toContain('libicui18n.so.60')
    chmodSync(join(home, 'private'), 0o700)
  })

  it('are copied once to where the lent account can run them', ({ skip }) => {
    if (!isRoot) skip('needs root')
    const cache = join(home, 'cache')
    const found = findBinaries(account, [cache], bundle)
    expect(found.postgres).toBe(join(cache, bundle.name, 'bin', 'postgres'))
    const { ino } = statSync(found.postgres)
    expect(findBinaries(account, [cache], bundle)).toEqual(found)
    expect(statSync(found.postgres).ino).toBe(ino)

    rmSync(found.initdb)
    expect(existsSync(findBinaries(account, [cache], bundle).initdb)).toBe(true)
    expect(readdirSync(cache)).toEqual([bundle.name])
  })

  it('are never run from a cache that others can write to', ({ skip }) => {
    if (!isRoot) skip('needs root')
    const open = join(home, 'open')
    mkdirSync(open)
    chmodSync(open, 0o777)
    expect(() => findBinaries(account, [open], bundle)).toThrow(/only user 0 can write/)
    expect(findBinaries(account, [open, join(home, 'closed')], bundle).postgres).toContain('/closed/')
  })

  it('that cannot run are refused with the remedy', () => {
    const broken = join(home, 'broken')
    mkdirSync(join(broken, 'lib'), { recursive: true })
    cpSync(join(bundle.native, 'bin'), join(broken, 'bin'), { recursive: true })
    cpSync(join(bundle.native, 'pg-symlinks.json'), join(broken, 'pg-symlinks.json'))
    expect(() => findBinaries(account, [], { native: broken, name: bundle.name })).toThrow(/Set DATABASE_URL/)
  })
})
