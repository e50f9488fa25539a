import { decimalText } from '#kernel/money.ts'
import { rounded } from '../step.ts'
import { normalTerm, termProblem } from '../terms.ts'
import type { Wanted } from '../wishes.ts'
import { type AccountTarget, type Scene, added, isAsinTerm, isOn, sharesProduct } from './account.ts'
import { type Finding, findingOf, rowOf } from './finding.ts'

// Match types: kept apart, so that each can have its own bid; and exact for what has proved itself.

const KEYWORDS = new Set(['exact', 'phrase', 'broad'])
/** From so many orders on a search term has proved itself. */
export const PROVEN_ORDERS = 2

export function matchFindings(scene: Scene): Finding[] {
  return [...mixed(scene), ...onlyBroad(scene), ...exactMissing(scene)]
}

const keywordsOf = (scene: Scene, adGroupId: string): AccountTarget[] =>
  (scene.targetsOf.get(adGroupId) ?? []).filter((one) => isOn(one) && KEYWORDS.has(one.matchType))

function mixed(scene: Scene): Finding[] {
  return scene.serving.flatMap((group) => {
    const keywords = keywordsOf(scene, group.id)
    const types = [...Map.groupBy(keywords, (one) => one.matchType)]
    if (types.length < 2) return []
    return [
      findingOf(scene, {
        key: `mixed_match ${group.id}`,
        code: 'mixed_match',
        area: 'match',
        severity: 'low',
        label: group.name,
        campaignId: group.campaignId,
        data: Object.fromEntries(types.map(([type, all]) => [type, all.length])),
        sums: added(keywords.map((one) => one.sums)),
        rows: keywords.map((one) => targetRow(scene, one)),
      }),
    ]
  })
}

export function targetRow(
  scene: Scene,
  one: AccountTarget,
  more: { note?: string; data?: Record<string, unknown>; wish?: Wanted | null } = {},
) {
  const bid = one.bidMicros ?? scene.group.get(one.adGroupId)?.defaultBidMicros ?? null
  return rowOf(scene, {
    entity: one.entity,
    id: one.id,
    label: `${one.text} [${one.matchType}]`,
    campaignId: one.campaignId,
    adGroupId: one.adGroupId,
    sums: one.sums,
    ...more,
    data: { ...(bid === null ? {} : { bid: decimalText(bid) }), ...more.data },
  })
}

/** Products whose keywords are all broad: every search is paid at one bid. */
function onlyBroad(scene: Scene): Finding[] {
  const products = new Map<string, AccountTarget[]>()
  for (const group of scene.serving)
    for (const product of scene.productsOf(group.id))
      products.set(product, [...(products.get(product) ?? []), ...keywordsOf(scene, group.id)])
  return [...products].flatMap(([product, keywords]) => {
    if (keywords.length === 0 || keywords.some((one) => one.matchType !== 'broad')) return []
    const known = scene.account.products.find((one) => one.asin === product || one.sku === product)
    return [
      findingOf(scene, {
        key: `only_broad ${product}`,
        code: 'only_broad',
        area: 'match',
        severity: 'medium',
        label: known?.title ?? product,
        data: { product, count: keywords.length },
        sums: added(keywords.map((one) => one.sums)),
        rows: keywords.map((one) => targetRow(scene, one)),
      }),
    ]
  })
}

/** Terms that sold and are no exact keyword of the same product yet; they go where exact keywords of that product stand. */
function exactMissing(scene: Scene): Finding[] {
  const exactIn = new Map<string, string[]>()
  for (const group of scene.serving)
    for (const one of keywordsOf(scene, group.id))
      if (one.matchType === 'exact') {
        const text = normalTerm(one.text)
        exactIn.set(text, [...(exactIn.get(text) ?? []), group.id])
      }
  const homes = scene.serving.filter((group) => {
    const keywords = keywordsOf(scene, group.id)
    return keywords.length > 0 && keywords.every((one) => one.matchType === 'exact')
  })
  const serving = new Set(scene.serving.map((one) => one.id))
  const proven = scene.account.terms.filter(
    (one) =>
      serving.has(one.adGroupId) &&
      one.sums.orders >= PROVEN_ORDERS &&
      !isAsinTerm(one.term) &&
      termProblem(one.term, 'EXACT') === null &&
      !(exactIn.get(normalTerm(one.term)) ?? []).some(
        (id) => id === one.adGroupId || sharesProduct(scene, id, one.adGroupId),
      ),
  )
  const asked = new Set<string>()
  return [...Map.groupBy(proven, (one) => one.adGroupId)].map(([adGroupId, terms]) => {
    const group = scene.group.get(adGroupId)!
    const home = homes.find((one) => sharesProduct(scene, one.id, adGroupId)) ?? null
    const rows = terms
      .toSorted((a, b) => b.sums.orders - a.sums.orders)
      .map((one) => {
        const term = normalTerm(one.term)
        const isNew = home !== null && !asked.has(`${home.id} ${term}`)
        if (isNew) asked.add(`${home.id} ${term}`)
        return rowOf(scene, {
          entity: 'terms',
          id: `${adGroupId} ${term}`,
          label: term,
          campaignId: one.campaignId,
          adGroupId,
          sums: one.sums,
          note: home === null ? 'no_exact_home' : 'to_exact',
          data: home === null ? {} : { to: home.name },
          wish: isNew ? exactWish(scene, home, term, one.sums) : null,
        })
      })
    return findingOf(scene, {
      key: `exact_missing ${adGroupId}`,
      code: 'exact_missing',
      area: 'match',
      severity: 'medium',
      label: group.name,
      campaignId: group.campaignId,
      data: { count: terms.length, orders: added(terms.map((one) => one.sums)).orders },
      sums: added(terms.map((one) => one.sums)),
      rows,
    })
  })
}

function exactWish(
  scene: Scene,
  home: { id: string; campaignId: string },
  term: string,
  sums: { clicks: number; orders: number; spendMicros: bigint },
): Wanted {
  const cpc = sums.clicks > 0 ? sums.spendMicros / BigInt(sums.clicks) : null
  const bid = cpc === null ? null : rounded(cpc, scene.account.currency)
  return {
    kind: 'sp.keyword',
    wish: {
      campaignId: home.campaignId,
      adGroupId: home.id,
      term,
      matchType: 'EXACT',
      bid: bid === null || bid === 0n ? null : decimalText(bid),
    },
    grounds: [
      {
        code: 'structure_proven_term',
        data: { orders: sums.orders, clicks: sums.clicks, spend: decimalText(sums.spendMicros) },
      },
    ],
  }
}
