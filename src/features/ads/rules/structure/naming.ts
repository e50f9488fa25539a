import { added } from './account.ts'
import type { AccountCampaign, Scene } from './account.ts'
import { type Finding, findingOf, rowOf } from './finding.ts'
import { type NamingCode, betterNames, nameWish } from './new-names.ts'

// How campaigns are called. A name that says product, type and match type spares everybody a look inside.

const SEPARATORS = [' | ', '|', '_', ' - ', '/', '·', '-'] as const
/** A pattern that fewer names follow is none. */
const DOMINANT_SHARE = 0.5
const FEW_NAMES = 4

export type Part = 'product' | 'type' | 'match' | 'date' | 'text'

const TYPE =
  /^(sp|auto|manual|manuell|kw|keyword|pt|pat|asin|product|cat|自动|手动|商品|类目|关键词|オート|マニュアル)$/i
const MATCH =
  /^(exact|broadphrase|all|broad|phrase|ex|br|ph|exakt|genau|weit|wortgruppe|精准|广泛|词组|完全|部分|フレーズ)$/i
const DATE = /^(20\d{2}[-.]?\d{2}([-.]?\d{2})?|\d{6}|\d{4})$/
const LEFTOVER = /\b(copy|kopie|copie|copia|test|testing|untitled|neu)\b|副本|测试|拷贝|コピー|テスト/i

/** The separator that splits a name, and what each part tells. */
export function partsOf(
  name: string,
  isProduct: (word: string) => boolean,
): { separator: string; parts: readonly Part[] } {
  const separator = SEPARATORS.find((one) => name.includes(one)) ?? ''
  const words = separator === '' ? [name] : name.split(separator)
  const parts = words.map((word): Part => {
    const clean = word.trim()
    if (isProduct(clean)) return 'product'
    if (MATCH.test(clean)) return 'match'
    if (TYPE.test(clean)) return 'type'
    return DATE.test(clean) ? 'date' : 'text'
  })
  return { separator, parts }
}

const patternText = ({ separator, parts }: ReturnType<typeof partsOf>): string =>
  parts.map((part) => `{${part}}`).join(separator === '' ? ' ' : separator)

/** The pattern most names follow, and the share that does; null when none does. */
export function dominantPattern(
  names: readonly string[],
  isProduct: (word: string) => boolean,
): { pattern: string; share: number } | null {
  if (names.length < FEW_NAMES) return null
  const counts = new Map<string, number>()
  for (const name of names) {
    const pattern = patternText(partsOf(name, isProduct))
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  const share = first![1] / names.length
  const tells = /{(?!text)/.test(first![0])
  return share < DOMINANT_SHARE || !tells ? null : { pattern: first![0], share }
}

/** What a name leaves unsaid that one has to open the campaign for. Without words of products nobody can say whether it names one. */
export function unsaid(
  name: string,
  campaign: Pick<AccountCampaign, 'targeting'>,
  words: readonly string[],
): Part[] {
  const tokens = name.split(/[^\p{L}\p{N}]+/u)
  const says = (test: RegExp): boolean => tokens.some((one) => test.test(one))
  const lower = name.toLowerCase()
  const missing: Part[] = []
  if (words.length > 0 && !words.some((word) => lower.includes(word))) missing.push('product')
  if (!says(TYPE) && !says(MATCH)) missing.push('type')
  if (campaign.targeting === 'manual' && !says(MATCH) && !says(/^(pt|pat|asin|product|cat|商品|类目)$/i))
    missing.push('match')
  return missing
}

/** Words by which a name tells its product: SKUs, ASINs, and telling words of titles. */
function productWords(scene: Scene): { isProduct: (word: string) => boolean; words: string[] } {
  const ids = new Set(
    [...scene.account.ads, ...scene.account.products].flatMap((one) =>
      [one.sku, one.asin].flatMap((id) => (id === null ? [] : [id.toLowerCase()])),
    ),
  )
  const titles = scene.account.products.flatMap((one) =>
    (one.title ?? '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 3),
  )
  return {
    isProduct: (word) => ids.has(word.toLowerCase()),
    words: titles.length === 0 ? [] : [...ids, ...new Set(titles)],
  }
}

export function namingFindings(scene: Scene): Finding[] {
  const living = scene.account.campaigns.filter((one) => one.state !== 'archived')
  const { isProduct, words } = productWords(scene)
  const found: Finding[] = []
  const tell = (
    code: NamingCode,
    severity: Finding['severity'],
    campaigns: readonly AccountCampaign[],
    data: Record<string, unknown>,
    about: (one: AccountCampaign) => Record<string, unknown> = () => ({}),
    names: ReadonlyMap<string, string> = new Map(),
  ): void => {
    if (campaigns.length === 0) return
    found.push(
      findingOf(scene, {
        key: code,
        code,
        area: 'naming',
        severity,
        label: '',
        data: { count: campaigns.length, of: living.length, ...data },
        sums: added(campaigns.map((one) => one.sums)),
        rows: campaigns.map((one) =>
          rowOf(scene, {
            entity: 'campaigns',
            id: one.id,
            label: one.name,
            campaignId: one.id,
            sums: one.sums,
            data: { ...about(one), ...(names.has(one.id) ? { newName: names.get(one.id) } : {}) },
            wish: names.has(one.id) ? nameWish(one.id, names.get(one.id)!, code) : null,
          }),
        ),
      }),
    )
  }
  const dominant = dominantPattern(
    living.map((one) => one.name),
    isProduct,
  )
  const follows = (name: string): boolean => patternText(partsOf(name, isProduct)) === dominant?.pattern
  const off = dominant === null ? [] : living.filter((one) => !follows(one.name))
  const leftover = living.filter((one) => LEFTOVER.test(one.name))
  const mute = living.filter((one) => one.state === 'enabled' && unsaid(one.name, one, words).length > 0)
  const unclear = dominant === null && living.length >= FEW_NAMES ? living : [...off, ...leftover, ...mute]
  // One name for a campaign, whichever finding it is renamed for.
  const names = betterNames(scene, [...new Set(unclear)], dominant?.pattern ?? null)
  // A free text cannot be made up: then no name would follow the pattern.
  const fitting = new Map([...names].filter(([, name]) => dominant === null || follows(name)))
  if (dominant !== null)
    tell(
      'naming_off_pattern',
      'low',
      off,
      { pattern: dominant.pattern, share: dominant.share },
      undefined,
      fitting,
    )
  else if (living.length >= FEW_NAMES) tell('naming_no_pattern', 'low', living, {}, undefined, names)
  tell('naming_leftover', 'low', leftover, {}, undefined, names)
  tell('naming_unsaid', 'low', mute, {}, (one) => ({ unsaid: unsaid(one.name, one, words) }), names)
  return found
}
