import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

// Who may import what, and what pure code may not say. This test is the map of the house; it proves itself on planted violations.

const root = join(import.meta.dirname, '..')

type Source = { path: string; text: string }

function sources(folder: string): Source[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { path: relative(root, path), text: readFileSync(path, 'utf8') }
    })
}

const roomParts =
  /^src\/features\/[a-z]+\/(rules\/|ui\/|(api|routes|store|jobs|kind|public)(\.ts$|\/|\.(db\.)?test\.ts$))/

const importForms =
  /(?:^|\n)\s*(?:import|export)\b[^'"`;=]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

function importsOf(text: string): string[] {
  return [...text.matchAll(importForms)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('#test/')) return specifier.slice(1)
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  if (specifier.startsWith('.')) return relative(root, join(root, from, '..', specifier))
  return `npm:${specifier}`
}

const isTest = (path: string): boolean => /\.(test|e2e)\.tsx?$/.test(path)
const roomOf = (path: string): string | null => /^src\/features\/([a-z]+)\//.exec(path)?.[1] ?? null
const isPublic = (path: string): boolean => /^src\/features\/[a-z]+\/public(\.ts$|\/)/.test(path)
const isRule = (path: string): boolean => /^src\/features\/[a-z]+\/rules\//.test(path)
const isUi = (path: string): boolean => /^src\/features\/[a-z]+\/ui\//.test(path)

/** Why this import is not allowed; null when it is. */
function forbidden(from: string, to: string): string | null {
  if (to.startsWith('src/sandbox/')) {
    return from.startsWith('src/sandbox/') || from === 'src/main.ts' ? null : 'nobody imports the sandbox'
  }
  if (to === 'src/main.ts') return 'nobody imports main'
  if (to.startsWith('test/')) return 'only tests import tests'
  if (from.startsWith('src/sandbox/'))
    return to.startsWith('src/') ? 'the sandbox knows nothing of ours' : null
  if (from.startsWith('src/kernel/'))
    return to.startsWith('src/kernel/') ? null : 'the kernel imports only itself'
  if (isRule(from))
    return to.startsWith('src/kernel/') || isRule(to) ? null : 'rules import the kernel and rules'
  if (from.startsWith('src/platform/') || from.startsWith('src/amazon/')) {
    const own = /^(npm:|src\/(kernel|platform|amazon)\/)/.test(to)
    return own && !(from.startsWith('src/platform/') && to.startsWith('src/amazon/'))
      ? null
      : 'platform and amazon know no business'
  }
  if (from.startsWith('src/web/')) {
    const shell = /^(npm:|src\/(kernel|web)\/|src\/platform\/endpoint\.ts$)/.test(to)
    const seams = /^src\/web\/(router|main)\.tsx$|^src\/web\/pages\/\w+\.ts$/.test(from) && isUi(to)
    return shell || seams || /^src\/features\/identity\/(api\/[a-z]+\.ts|ui\/messages\.ts)$/.test(to)
      ? null
      : 'the shell knows no rooms'
  }
  if (isUi(from)) {
    const shown = /^(npm:|src\/(kernel|web)\/|src\/platform\/endpoint\.ts$)/.test(to)
    const contract = /^src\/features\/[a-z]+\/api(\.ts$|\/)/.test(to) || isRule(to)
    const kindred = isUi(to)
    if (to.startsWith('npm:node:')) return 'screens run in the browser'
    return shown || contract || kindred ? null : 'screens see contracts, rules, the shell and screens'
  }
  return forbiddenInRoom(from, to)
}

function forbiddenInRoom(from: string, to: string): string | null {
  const room = roomOf(from)
  if (room === null) return null
  if (to.startsWith('src/web/') || isUi(to)) return 'the server does not import screens'
  if (to === 'src/app.ts') return 'rooms do not import the composition'
  const part = from.split('/')[3] ?? ''
  if (to.startsWith('src/amazon/') && !part.startsWith('kind') && room !== 'facts' && room !== 'access')
    return 'only kind, facts and access call Amazon'
  if (part.startsWith('api')) {
    const plain = /^(npm:zod$|src\/(kernel\/|platform\/endpoint\.ts$))/.test(to) || isRule(to)
    return plain || /^src\/features\/[a-z]+\/api(\.ts$|\/)/.test(to) ? null : 'api is a plain contract'
  }
  const other = roomOf(to)
  if (other !== null && other !== room && !isRule(to) && !isPublic(to) && !/\/api(\.ts$|\/)/.test(to)) {
    return 'rooms meet through public and rules'
  }
  return null
}

const impure =
  /\b(async|await)\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bsetTimeout\b/

function withoutText(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")
}

/** Every broken rule of the house in these sources. */
function violations(files: readonly Source[]): string[] {
  const found: string[] = []
  for (const { path, text } of files) {
    const say = (problem: string): void => void found.push(`${path}: ${problem}`)
    if (text.split('\n').length > 401) say('over 400 lines')
    if (path.startsWith('src/features/') && !roomParts.test(path)) say('a room has no such part')
    if (/(^|\/)index\.tsx?$/.test(path) && path.startsWith('src/')) say('no barrels')
    if ((path.startsWith('src/kernel/') || isRule(path)) && !isTest(path) && impure.test(withoutText(text)))
      say('pure code has an effect')
    if (
      path.startsWith('src/') &&
      path !== 'src/main.ts' &&
      /\bprocess\.env\b/.test(withoutText(text)) &&
      !isTest(path)
    )
      say('only main reads the environment')
    for (const specifier of importsOf(text)) {
      if (specifier.includes('../../')) say(`no ../../ (${specifier})`)
      if (isTest(path) || !path.startsWith('src/')) continue
      const why = forbidden(path, resolve(path, specifier))
      if (why !== null) say(`${why} (${specifier})`)
    }
  }
  return found
}

/** Habits that a distributed PostgreSQL needs and a single one does not check. */
function sqlViolations(files: readonly Source[]): string[] {
  return files.flatMap(({ path, text }) => [
    ...(/set_config\s*\(/i.test(text) ? [`${path}: scope is set by SET LOCAL, never set_config`] : []),
    ...[...text.matchAll(/create policy[^;]*;/gi)]
      .filter((m) => /\bselect\b(?!\s+to)/i.test(m[0].replace(/for select/i, '')))
      .map(() => `${path}: a policy holds no subquery`),
    ...[...text.matchAll(/do update\s+set[^;`]*/gi)]
      .filter((m) => /\b(now|random|clock_timestamp|gen_random_uuid)\s*\(/i.test(m[0]))
      .map(() => `${path}: upserts set from excluded only`),
  ])
}

function migrations(): Source[] {
  return readdirSync(join(root, 'migrations'))
    .filter((name) => /^\d{4}_/.test(name))
    .map((name) => ({
      path: `migrations/${name}`,
      text: readFileSync(join(root, 'migrations', name), 'utf8'),
    }))
}

describe('the house', () => {
  const all = [...sources('src'), ...sources('test'), ...sources('bench')]

  it('is seen whole', () => expect(all.length).toBeGreaterThan(25))
  it('keeps its rules', () => expect(violations(all)).toEqual([]))
  it('keeps the habits of distributed SQL', () =>
    expect(
      sqlViolations([...migrations(), ...all.filter((file) => !file.path.startsWith('test/architecture'))]),
    ).toEqual([]))
  it('has no cycles between files of different rooms', () => expect(roomCycles(all)).toEqual([]))
})

/** Rooms that need each other through public.ts in both directions. */
function roomCycles(files: readonly Source[]): string[] {
  const edges = new Set<string>()
  for (const { path, text } of files) {
    const room = roomOf(path)
    if (room === null || isTest(path) || isUi(path)) continue
    for (const specifier of importsOf(text)) {
      const to = resolve(path, specifier)
      const other = roomOf(to)
      if (other !== null && other !== room && isPublic(to)) edges.add(`${room}>${other}`)
    }
  }
  return [...edges].filter((edge) => edges.has(edge.split('>').toReversed().join('>')))
}

describe('a planted violation is found', () => {
  const plant = (path: string, text: string): string => violations([{ path, text }]).join('\n')

  it.each([
    ['src/kernel/x.ts', `import pg from 'pg'`, 'the kernel imports only itself'],
    ['src/features/ads/rules/x.ts', `export const f = () => Date.now()`, 'pure code has an effect'],
    ['src/features/ads/rules/x.ts', `import { s } from '../store.ts'`, 'rules import the kernel and rules'],
    [
      'src/features/ads/store.ts',
      `import { s } from '#features/money/store.ts'`,
      'rooms meet through public and rules',
    ],
    ['src/features/ads/ui/X.tsx', `import { s } from '../store.ts'`, 'screens see contracts'],
    ['src/features/ads/service.ts', ``, 'a room has no such part'],
    [
      'src/amazon/x.ts',
      `import { s } from '#features/facts/public.ts'`,
      'platform and amazon know no business',
    ],
    [
      'src/features/ads/jobs.ts',
      `import { s } from '#amazon/transport.ts'`,
      'only kind, facts and access call Amazon',
    ],
    ['src/app.ts', `import { m } from '#sandbox/market/world.ts'`, 'nobody imports the sandbox'],
    ['src/sandbox/x.ts', `import { m } from '#kernel/money.ts'`, 'the sandbox knows nothing of ours'],
    ['src/web/x.ts', `import { m } from '../../kernel/money.ts'`, 'no ../../'],
    ['src/kernel/x.ts', 'x\n'.repeat(402), 'over 400 lines'],
  ])('%s %s', (path, text, problem) => expect(plant(path, text)).toContain(problem))

  it('in SQL', () => {
    const bad = [
      `create policy p on t using (id in (select 1));`,
      `insert into t values (1) on conflict (id) do update set at = now()`,
      `select set_config('a', 'b', true)`,
    ]
    for (const text of bad) expect(sqlViolations([{ path: 'migrations/x.sql', text }])).toHaveLength(1)
  })
})
