import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { localKeys, openVault } from './vault.ts'

const [old, fresh] = [randomBytes(32), randomBytes(32)]

describe('the vault', () => {
  it('opens what it sealed, for the same purpose only', async () => {
    const vault = openVault(localKeys([old]))
    const value = await vault.seal('token/1/7', 'Atzr|令牌')
    expect(value.sealed.toString('utf8')).not.toContain('Atzr')
    expect(await vault.open('token/1/7', value)).toBe('Atzr|令牌')
    await expect(vault.open('token/1/8', value)).rejects.toThrow()
  })

  it('moves to a new key without touching the value, and then needs the old one no more', async () => {
    const value = await openVault(localKeys([old])).seal('secret/3', 'hidden')
    const between = openVault(localKeys([fresh, old]))
    expect(await between.open('secret/3', value)).toBe('hidden')
    const moved = await between.rewrap('secret/3', value)
    expect(await between.rewrap('secret/3', moved!)).toBeNull()
    expect(await openVault(localKeys([fresh])).open('secret/3', moved!)).toBe('hidden')
    await expect(openVault(localKeys([fresh])).open('secret/3', value)).rejects.toThrow(/is missing/)
  })

  it('notices a changed byte', async () => {
    const vault = openVault(localKeys([old]))
    const { keyId, sealed } = await vault.seal('secret/3', 'hidden')
    for (let at = 2; at < sealed.length; at += 5) {
      const bad = Buffer.from(sealed)
      bad[at]! ^= 1
      await expect(vault.open('secret/3', { keyId, sealed: bad })).rejects.toThrow()
    }
  })
})
