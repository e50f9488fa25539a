import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type OperationName, operationOf } from '#amazon/operations.ts'
import { sources } from '#amazon/contract/sources.ts'
import { fakeFetch, testDoor } from '#test/support/fake-amazon.ts'
import { everyCall } from './every-call.ts'

// Amazon's own example answers (the static sandbox cases of its models) through our parsers. The models are reference material that
// does not belong to this repository: without them there is nothing to test.

const folder = join(import.meta.dirname, '../../../../shared/specs')
const beside = [join(import.meta.dirname, '../../../shared/specs'), folder].find((one) => existsSync(one))

type Node = { readonly [key: string]: unknown }
const nodeOf = (value: unknown): Node => (value ?? {}) as Node

/** Good answers that Amazon's model gives as static cases, by our name of the operation. */
function examples(specs: string): [OperationName, number, unknown][] {
  return sources
    .filter((source) => source.model.startsWith('sp-api/'))
    .flatMap((source) => {
      const model = JSON.parse(readFileSync(join(specs, source.model), 'utf8')) as Node
      return Object.entries(source.operations).flatMap(([name, wanted]) =>
        Object.values(nodeOf(model['paths']))
          .flatMap((item) => Object.values(nodeOf(item)))
          .filter((operation) => nodeOf(operation)['operationId'] === wanted)
          .flatMap((operation) => Object.entries(nodeOf(nodeOf(operation)['responses'])))
          .filter(([status]) => status.startsWith('2'))
          .flatMap(([, answer]) => {
            const cases = nodeOf(nodeOf(answer)['x-amzn-api-sandbox'])['static']
            return Array.isArray(cases) ? (cases as Node[]) : []
          })
          .map((one, at): [OperationName, number, unknown] => [
            `${source.prefix}.${name}` as OperationName,
            at,
            one['response'],
          ]),
      )
    })
    .filter(([, , response]) => response !== undefined)
}

describe.skipIf(beside === undefined)('Amazon’s own examples', () => {
  const found = beside === undefined ? [] : examples(beside)
  const calls = [...everyCall.sellingPartner, ...everyCall.grantless]

  it('are there', () => expect(found.length).toBeGreaterThan(40))

  it.each(found)('%s %i is understood', async (name, _at, response) => {
    const run = calls.find(([operation]) => operation === name)![2]
    const { api, grantless } = operationOf(name)
    const { fetch } = fakeFetch({ json: response })
    await expect(run(testDoor(api, fetch, { grantless }))).resolves.toBeDefined()
  })
})
