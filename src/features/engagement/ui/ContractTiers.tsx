import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import type { FeeTier } from '../rules/terms-fee.ts'
import { AmountField, MaybeAmountField, PercentField, Said } from './contract-fields.tsx'
import { agreementMessages } from './agreement-messages.ts'
import { contractMessages } from './contract-messages.ts'

/** Tiers from zero up; adding one splits the last. */
export function TierFields(props: {
  tiers: readonly FeeTier[]
  currency: string
  path: string
  onChange: (tiers: readonly FeeTier[]) => void
}): ReactNode {
  const { tiers, currency, path, onChange } = props
  const words = useMessages(contractMessages)
  const shared = useMessages(agreementMessages)
  const set = (no: number, part: Partial<FeeTier>): void =>
    onChange(tiers.map((one, at) => (at === no ? { ...one, ...part } : one)))
  const add = (): void => {
    const last = tiers.at(-1)
    const cut = last === undefined ? '0' : String(Math.max(Number(last.from) * 2, 100_000))
    onChange(
      last === undefined
        ? [{ from: '0', to: null, rateRatio: 0.05 }]
        : [...tiers.slice(0, -1), { ...last, to: cut }, { from: cut, to: null, rateRatio: last.rateRatio }],
    )
  }
  return (
    <>
      <Said path={path} />
      {tiers.map((tier, no) => (
        // oxlint-disable-next-line react/no-array-index-key -- tiers are told apart by their place
        <div key={no} className="sw-line-card">
          <div className="sw-fields">
            <AmountField
              label={words.tierFrom}
              currency={currency}
              value={tier.from}
              onChange={(from) => set(no, { from })}
            />
            <MaybeAmountField
              label={words.tierTo}
              currency={currency}
              value={tier.to}
              onChange={(to) => set(no, { to })}
            />
            <PercentField
              label={words.tierRate}
              most={50}
              value={tier.rateRatio}
              onChange={(rateRatio) => set(no, { rateRatio })}
            />
            <Button
              danger
              type="text"
              aria-label={`${shared.remove} ${words.tiers} ${no + 1}`}
              disabled={tiers.length === 1}
              onClick={() => onChange(tiers.filter((_, at) => at !== no))}
            >
              {shared.remove}
            </Button>
          </div>
          <Said path={`${path}.${no}`} />
        </div>
      ))}
      <Button onClick={add}>{words.addTier}</Button>
    </>
  )
}
