import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultKinds as sandboxFaults } from '#sandbox/faults.ts'
import { addFault, clearFaults, faultKinds, moveClock, showRehearsal } from '#features/rehearsal/api.ts'
import { type Sandbox, openSandbox } from '../support/sandbox.ts'
import { Refused, type TestWorld, createWorld } from '../support/world.ts'

// The sandbox bar: only where there is a sandbox, and only for the agency's people.

let sandbox: Sandbox
let world: TestWorld
let plain: TestWorld

beforeAll(async () => {
  sandbox = await openSandbox()
  world = await createWorld('2026-11-10T15:00:00Z', {
    sandbox,
    sandboxUrl: await sandbox.app.listen({ port: 0, host: '127.0.0.1' }),
  })
  plain = await createWorld()
})
afterAll(async () => {
  await world?.close()
  await plain?.close()
  await sandbox?.app.close()
})

describe('a rehearsal', () => {
  it('moves simulated time, makes faults and takes them back', async () => {
    const lin = await world.as('lin')
    const before = await lin.call(showRehearsal)
    const { now } = await lin.call(moveClock, { body: { advance: 'P14D' } })
    expect(Date.parse(now) - Date.parse(before.now)).toBe(14 * 86_400_000)
    await lin.call(addFault, { body: { kind: 'throttle', times: 3 } })
    expect((await lin.call(showRehearsal)).faults).toMatchObject([{ kind: 'throttle', times: 3 }])
    await lin.call(clearFaults)
    expect((await lin.call(showRehearsal)).faults).toEqual([])
  })

  it('offers the faults that the sandbox can make', () => expect(faultKinds).toEqual(sandboxFaults))

  it('is not there beside Amazon itself, nor for a client’s people', async () => {
    const lin = await plain.as('lin')
    await expect(lin.call(showRehearsal)).rejects.toMatchObject({ status: 404 })
    await expect(lin.call(moveClock, { body: { speed: 60 } })).rejects.toBeInstanceOf(Refused)
    const owner = await world.as('nora')
    await expect(owner.call(showRehearsal)).rejects.toMatchObject({ status: 403 })
  })
})
