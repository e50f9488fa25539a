import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operationNames, operationOf } from '#amazon/operations.ts'
import { contract } from '#test/support/amazon-contract.ts'

const amazon = join(import.meta.dirname, '../../src/amazon')

describe('our table of operations is the published one', () => {
  it('name by name', () => {
    expect(operationNames.toSorted()).toEqual([...contract.keys()].toSorted())
  })

  it.each(operationNames)('%s', (name) => {
    const ours = operationOf(name)
    const published = contract.get(name)!
    expect(`${ours.method} ${ours.path}`).toBe(`${published.method} ${published.path}`)
    const plan = published.rate === undefined ? null : { rate: published.rate, burst: published.burst }
    expect(ours.plan).toEqual(plan)
    if (published.body !== undefined) expect(Object.keys(published.body)).toContain(ours.sends)
    const answers = Object.values(published.responses).flatMap((medias) => Object.keys(medias))
    if (answers.length > 0) expect(answers).toContain(ours.accepts)
  })
})

describe('nothing here can ask for a buyer', () => {
  // Operations and words that need a restricted role or a restricted data token.
  const forbidden =
    /\/orders\/v0|\/tokens\/|RestrictedData|getOrderAddress|getOrderBuyerInfo|buyerInfo|regulatedInfo|\/mfn\/|\/shipping\/|fulfillmentOutbound|fba\/outbound|\/vendor\/|\/messaging\/|easyShip/i
  const buyer =
    /"(BUYER|RECIPIENT|PAYMENT|TAX|buyer|recipient|buyerEmail|buyerName|giftMessage|deliveryAddress)"/

  const files = readdirSync(amazon, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.(ts|json)$/.test(name),
  )

  it('neither in the contract nor in the code', () => {
    const found = files.filter((name) => forbidden.test(readFileSync(join(amazon, name), 'utf8')))
    expect(found).toEqual([])
    const asking = files.filter(
      (name) => name.endsWith('.json') && buyer.test(readFileSync(join(amazon, name), 'utf8')),
    )
    expect(asking).toEqual([])
    expect(files.length).toBeGreaterThan(30)
  })

  it('and the search finds what it looks for', () => {
    expect(forbidden.test('POST /tokens/2021-03-01/restrictedDataToken')).toBe(true)
    expect(buyer.test('{"enum":["BUYER","PROCEEDS"]}')).toBe(true)
  })
})
