import { describe, expect, it } from 'vitest'
import { nameProblem } from '../names.ts'
import { type Account, noSums, sceneOf } from './account.ts'
import { auditStructure } from './audit.ts'
import { betterNames } from './new-names.ts'

type Made = { id: string; name: string; targeting?: 'auto' | 'manual'; skus?: string[]; matches?: string[] }

const flat = { top: 0, productPage: 0, restOfSearch: 0, business: 0 }
function account(made: readonly Made[]): Account {
  return {
    currency: 'EUR',
    marketplace: 'DE',
    days: 0,
    campaigns: made.map((one) => ({
      id: one.id,
      name: one.name,
      state: 'enabled',
      targeting: one.targeting ?? 'manual',
      budgetMicros: 1n,
      strategy: 'LEGACY_FOR_SALES',
      placements: flat,
      sums: noSums,
      dailySpendMicros: [],
    })),
    groups: made.map(({ id }) => ({
      id: `g${id}`,
      campaignId: id,
      name: id,
      state: 'enabled',
      defaultBidMicros: 1n,
      sums: noSums,
    })),
    ads: made.flatMap(({ id, skus = ['LAMP'] }) =>
      skus.map((sku) => ({
        id: `${id}${sku}`,
        campaignId: id,
        adGroupId: `g${id}`,
        sku,
        asin: null,
        state: 'enabled' as const,
        sums: noSums,
      })),
    ),
    targets: made.flatMap(({ id, matches = ['exact'] }) =>
      matches.map((matchType, index) => ({
        entity: 'keywords' as const,
        id: `${id}t${index}`,
        campaignId: id,
        adGroupId: `g${id}`,
        text: `word ${index}`,
        matchType,
        state: 'enabled' as const,
        bidMicros: null,
        sums: noSums,
      })),
    ),
    negatives: [],
    terms: [],
    products: [],
  }
}
const named = (made: readonly Made[], pattern: string | null = null) => {
  const scene = sceneOf(account(made))
  return [...betterNames(scene, scene.account.campaigns, pattern).values()]
}

describe('better names', () => {
  it('say product, type and match type as they stand, and a date only where the old name had one', () => {
    expect(
      named([
        { id: '1', name: 'Campaign 7 copy' },
        { id: '2', name: 'auto 20250301', targeting: 'auto', skus: ['LAMP', 'TENT'] },
        { id: '3', name: 'x', matches: ['broad', 'phrase', 'product'] },
      ]),
    ).toEqual(['LAMP_Manual_Exact', 'LAMP+1_Auto_All_20250301', 'LAMP_Manual_BroadPhrase+ASIN'])
  })

  it('follow the account’s pattern where it can be filled in, and are told apart', () => {
    const made = ['1', '2'].map((id) => ({ id, name: `test ${id}` }))
    expect(named(made, '{type} - {product}')).toEqual(['Manual - LAMP', 'Manual - LAMP_2'])
    expect(named(made, '{text}_{type}')[0]).toBe('LAMP_Manual_Exact')
  })

  it('are not given to what has them, or to what advertises nothing', () => {
    expect(
      named([
        { id: '1', name: 'lamp_manual_exact' },
        { id: '2', name: 'x', skus: [] },
      ]),
    ).toEqual([])
    const long = named([{ id: '1', name: 'x', skus: ['L'.repeat(140)] }])[0]!
    expect(nameProblem(long)).toBeNull()
  })

  it('become wishes in the audit, and what was renamed follows the pattern', () => {
    const good = ['1', '2', '3'].map((id) => ({ id, name: `LAMP${id}_Manual_Exact`, skus: [`LAMP${id}`] }))
    const audit = (made: Made[]) => auditStructure(account(made)).filter((one) => one.area === 'naming')
    const before = audit([...good, { id: '4', name: 'Campaign 7 copy', skus: ['LAMP4'] }])
    expect(before.map((one) => one.code).toSorted()).toEqual([
      'naming_leftover',
      'naming_off_pattern',
      'naming_unsaid',
    ])
    // Three findings, one remedy.
    const wishes = before.flatMap((one) => one.rows.flatMap((row) => row.wish ?? []))
    expect(wishes).toHaveLength(1)
    for (const wish of wishes)
      expect(wish).toMatchObject({ kind: 'sp.name', wish: { campaignId: '4', name: 'LAMP4_Manual_Exact' } })
    expect(audit([...good, { id: '4', name: 'LAMP4_Manual_Exact', skus: ['LAMP4'] }])).toEqual([])
  })
})

it.each([
  ['  ', 'name_empty'],
  ['n'.repeat(129), 'name_too_long'],
  ['a\u0007b', 'name_characters'],
  ['夏季 主推_Auto', null],
])('%j: %s', (name, problem) => expect(nameProblem(name)).toBe(problem))
