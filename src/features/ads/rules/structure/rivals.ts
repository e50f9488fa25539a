import { decimalText } from '#kernel/money.ts'
import { normalTerm, termProblem } from '../terms.ts'
import {
  type AccountTerm,
  type Scene,
  acosOf,
  added,
  best,
  byProduct,
  isAsinTerm,
  isNegated,
  isOn,
} from './account.ts'
import { type Finding, dearer, findingOf, negativeWish, pauseWish, rowOf } from './finding.ts'
import { targetRow } from './match.ts'

// Ads of one product that bid for the same search. Amazon lets one of them in, not always the better; figures and learning are split.

/** Each has to have been clicked so often before it is said that two serve one term. */
const FEW_CLICKS = 3
/** With fewer orders the better one is not known well enough to shut the others out. */
const SURE_ORDERS = 2

export function rivalFindings(scene: Scene): Finding[] {
  return [...twins(scene), ...sameKeyword(scene), ...sameTerm(scene), ...missingNegatives(scene)]
}

const keyOf = (one: { text: string; matchType: string }): string => `${one.matchType} ${normalTerm(one.text)}`

/** The same target twice in one ad group. Reports name both alike: their figures are one line. */
function twins(scene: Scene): Finding[] {
  const living = scene.account.targets.filter((one) => isOn(one) && one.matchType !== 'auto')
  const groups = Map.groupBy(living, (one) => `${one.adGroupId} ${keyOf(one)}`)
  return [...groups.values()].flatMap((all) => {
    if (all.length < 2) return []
    const bidOf = (id: bigint | null): number => Number(id ?? 0n)
    const [keep, ...rest] = all.toSorted(
      (a, b) => bidOf(b.bidMicros) - bidOf(a.bidMicros) || a.id.localeCompare(b.id),
    )
    return [
      findingOf(scene, {
        key: `duplicate_target ${keep!.id}`,
        code: 'duplicate_target',
        area: 'rivals',
        severity: 'medium',
        label: `${keep!.text} [${keep!.matchType}]`,
        campaignId: keep!.campaignId,
        data: { count: all.length },
        sums: keep!.sums,
        rows: [
          targetRow(scene, keep!, { note: 'keep' }),
          ...rest.map((one) =>
            targetRow(scene, one, {
              note: 'pause',
              wish: pauseWish(one.entity, one.id, 'structure_duplicate', { count: all.length }),
            }),
          ),
        ],
      }),
    ]
  })
}

/** One keyword and match type in several ad groups of a product. */
function sameKeyword(scene: Scene): Finding[] {
  const serving = new Set(scene.serving.map((one) => one.id))
  const living = scene.account.targets.filter(
    (one) => isOn(one) && one.matchType !== 'auto' && serving.has(one.adGroupId),
  )
  // Twins in one ad group are told by themselves.
  const single = [...Map.groupBy(living, (one) => `${one.adGroupId} ${keyOf(one)}`).values()].map(
    ([one]) => one!,
  )
  return [...Map.groupBy(single, keyOf)].flatMap(([key, all]) =>
    byProduct(scene, all).flatMap((rivals) => {
      if (rivals.length < 2) return []
      const keep = best(rivals, (one) => one.id)
      const rest = rivals.filter((one) => one !== keep)
      const data = {
        orders: keep.sums.orders,
        ...(acosOf(keep.sums) === null ? {} : { acos: acosOf(keep.sums) }),
        name: scene.campaign.get(keep.campaignId)?.name ?? keep.campaignId,
      }
      return [
        findingOf(scene, {
          key: `same_keyword ${key} ${keep.id}`,
          code: 'same_keyword',
          area: 'rivals',
          severity: 'medium',
          label: `${keep.text} [${keep.matchType}]`,
          campaignId: keep.campaignId,
          data: { count: rivals.length },
          sums: added(rivals.map((one) => one.sums)),
          wasteMicros: dearer(
            keep.sums,
            rest.map((one) => one.sums),
          ),
          rows: [
            targetRow(scene, keep, { note: 'keep' }),
            ...rest.map((one) =>
              targetRow(scene, one, {
                note: 'pause',
                wish: pauseWish(one.entity, one.id, 'structure_rival', data),
              }),
            ),
          ],
        }),
      ]
    }),
  )
}

const isKeywordTerm = (term: string): boolean =>
  !isAsinTerm(term) && termProblem(term, 'NEGATIVE_EXACT') === null

/** One search term served by several ad groups of a product, none of which has it as an exact keyword. */
function sameTerm(scene: Scene): Finding[] {
  const serving = new Set(scene.serving.map((one) => one.id))
  const exact = exactHomes(scene)
  const seen = scene.account.terms.filter(
    (one) => serving.has(one.adGroupId) && one.sums.clicks >= FEW_CLICKS && isKeywordTerm(one.term),
  )
  return [...Map.groupBy(seen, (one) => normalTerm(one.term))].flatMap(([term, all]) =>
    byProduct(scene, all).flatMap((rivals) => {
      const isHome = (one: AccountTerm): boolean => (exact.get(term) ?? []).includes(one.adGroupId)
      if (rivals.length < 2 || rivals.some(isHome)) return []
      const keep = best(rivals, (one) => one.adGroupId)
      const rest = rivals.filter((one) => one !== keep)
      const sure = keep.sums.orders >= SURE_ORDERS
      const row = (one: AccountTerm) =>
        rowOf(scene, {
          entity: 'terms',
          id: `${one.adGroupId} ${term}`,
          label: term,
          campaignId: one.campaignId,
          adGroupId: one.adGroupId,
          sums: one.sums,
          note: one === keep ? 'keep' : sure ? 'negate' : null,
          wish:
            one === keep || !sure || isNegated(scene, one.adGroupId, term)
              ? null
              : negativeWish(one.campaignId, one.adGroupId, term, 'structure_term_rival', {
                  name: scene.campaign.get(keep.campaignId)?.name ?? keep.campaignId,
                  orders: keep.sums.orders,
                  spend: decimalText(one.sums.spendMicros),
                }),
        })
      return [
        findingOf(scene, {
          key: `same_term ${term} ${keep.adGroupId}`,
          code: 'same_term',
          area: 'rivals',
          severity: 'low',
          label: term,
          campaignId: keep.campaignId,
          data: { count: rivals.length },
          sums: added(rivals.map((one) => one.sums)),
          wasteMicros: dearer(
            keep.sums,
            rest.map((one) => one.sums),
          ),
          rows: [row(keep), ...rest.map(row)],
        }),
      ]
    }),
  )
}

/** Ad groups in which a text is an enabled exact keyword. */
function exactHomes(scene: Scene): ReadonlyMap<string, readonly string[]> {
  const homes = new Map<string, string[]>()
  for (const group of scene.serving)
    for (const one of scene.targetsOf.get(group.id) ?? [])
      if (isOn(one) && one.matchType === 'exact') {
        const text = normalTerm(one.text)
        homes.set(text, [...(homes.get(text) ?? []), group.id])
      }
  return homes
}

/** Terms that have an exact keyword and still come through another ad group of the same product. */
function missingNegatives(scene: Scene): Finding[] {
  const homes = exactHomes(scene)
  const serving = new Set(scene.serving.map((one) => one.id))
  const leaks = scene.account.terms.flatMap((one) => {
    const term = normalTerm(one.term)
    if (!serving.has(one.adGroupId) || one.sums.clicks === 0 || !isKeywordTerm(term)) return []
    const own = homes.get(term) ?? []
    if (own.length === 0 || own.includes(one.adGroupId) || isNegated(scene, one.adGroupId, term)) return []
    const products = scene.productsOf(one.adGroupId)
    const home = own.find((id) => [...scene.productsOf(id)].some((product) => products.has(product)))
    return home === undefined ? [] : [{ ...one, term, home }]
  })
  return [...Map.groupBy(leaks, (one) => one.adGroupId)].map(([adGroupId, terms]) => {
    const group = scene.group.get(adGroupId)!
    return findingOf(scene, {
      key: `negative_missing ${adGroupId}`,
      code: 'negative_missing',
      area: 'negatives',
      severity: 'medium',
      label: group.name,
      campaignId: group.campaignId,
      data: { count: terms.length },
      sums: added(terms.map((one) => one.sums)),
      rows: terms
        .toSorted((a, b) => Number(b.sums.spendMicros - a.sums.spendMicros))
        .map((one) => {
          const home = scene.group.get(one.home)!
          const name = scene.campaign.get(home.campaignId)?.name ?? home.campaignId
          return rowOf(scene, {
            entity: 'terms',
            id: `${adGroupId} ${one.term}`,
            label: one.term,
            campaignId: one.campaignId,
            adGroupId,
            sums: one.sums,
            note: 'negate',
            data: { to: name },
            wish: negativeWish(one.campaignId, adGroupId, one.term, 'structure_harvested', {
              name,
              clicks: one.sums.clicks,
              spend: decimalText(one.sums.spendMicros),
            }),
          })
        }),
    })
  })
}
