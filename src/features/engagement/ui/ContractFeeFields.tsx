import { Button } from 'antd'
import type { ReactNode } from 'react'
import { marketplaces } from '#kernel/marketplace.ts'
import { useMessages } from '#web/i18n.tsx'
import * as codes from '../rules/contract-words.ts'
import {
  type Commission,
  type FeeTier,
  commissionBases,
  dateBases,
  feeModels,
  fxDays,
  fxSources,
  reimbursementRules,
  roundings,
  tierings,
} from '../rules/terms-fee.ts'
import { usualCommission } from '../rules/terms-draft.ts'
import { type EditProps, Group, useOptions } from './contract-options.tsx'
import {
  AmountField,
  ChoiceField,
  CountField,
  DayField,
  MaybeAmountField,
  PercentField,
  Said,
  SwitchField,
  TextField,
} from './contract-fields.tsx'
import { agreementMessages, contractMessages } from './contract-messages.ts'

export const currencies = [...new Set(['CNY', ...marketplaces.map((one) => one.currency)])]
export const currencyOptions = currencies.map((value) => ({ value, label: value }))

/** What is paid. */
export function ContractFeeFields({ terms, change }: EditProps): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  const { fee } = terms
  const set = (part: Partial<typeof fee>): void => change({ fee: { ...fee, ...part } })
  const { fx } = fee
  return (
    <>
      <Group title={words.groups.fee}>
        <ChoiceField
          label={words.model}
          value={fee.model}
          options={options(feeModels, codes.modelWords)}
          onChange={(model) =>
            set({
              model,
              fixedMonthly: model === 'commission' ? null : (fee.fixedMonthly ?? '8000'),
              commission: model === 'fixed' ? null : (fee.commission ?? usualCommission),
            })
          }
        />
        <ChoiceField
          label={words.currency}
          value={fee.currency}
          options={currencyOptions}
          onChange={(currency) => set({ currency })}
        />
        {fee.model === 'commission' ? null : (
          <MaybeAmountField
            label={words.fixedMonthly}
            path="fee.fixedMonthly"
            currency={fee.currency}
            value={fee.fixedMonthly}
            onChange={(fixedMonthly) => set({ fixedMonthly })}
          />
        )}
        <MaybeAmountField
          label={words.adsMonthly}
          path="fee.adsMonthly"
          currency={fee.currency}
          value={fee.adsMonthly}
          onChange={(adsMonthly) => set({ adsMonthly })}
        />
        <SwitchField
          label={words.fx}
          path="fee.fx"
          value={fx !== null}
          onChange={(on) => set({ fx: on ? { source: 'rates_table', day: 'month_end' } : null })}
        />
        {fx === null ? (
          <Said path="fee.fx" />
        ) : (
          <>
            <ChoiceField
              label={words.fxSource}
              value={fx.source}
              options={options(fxSources, codes.fxSourceWords)}
              onChange={(source) => set({ fx: { ...fx, source } })}
            />
            <ChoiceField
              label={words.fxDay}
              value={fx.day}
              options={options(fxDays, codes.fxDayWords)}
              onChange={(day) => set({ fx: { ...fx, day } })}
            />
          </>
        )}
        <ChoiceField
          label={words.rounding}
          value={fee.rounding.mode}
          options={options(roundings, codes.roundingWords)}
          onChange={(mode) => set({ rounding: { ...fee.rounding, mode } })}
        />
        <CountField
          label={words.places_}
          most={4}
          value={fee.rounding.places}
          onChange={(places) => set({ rounding: { ...fee.rounding, places } })}
        />
        <CountField
          label={words.dueDays}
          path="fee.invoice.dueDays"
          most={365}
          value={fee.invoice.dueDays}
          onChange={(dueDays) => set({ invoice: { ...fee.invoice, dueDays } })}
        />
        <SwitchField
          label={words.taxAdded}
          value={fee.invoice.taxAdded}
          onChange={(taxAdded) => set({ invoice: { ...fee.invoice, taxAdded } })}
        />
      </Group>
      {fee.commission === null ? (
        <Said path="fee.commission" />
      ) : (
        <CommissionFields
          one={fee.commission}
          currency={fee.currency}
          onChange={(part) => set({ commission: { ...fee.commission!, ...part } })}
        />
      )}
    </>
  )
}

type CommissionProps = { one: Commission; currency: string; onChange: (part: Partial<Commission>) => void }

function CommissionFields({ one, currency, onChange }: CommissionProps): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  return (
    <Group title={words.base}>
      <ChoiceField
        label={words.base}
        path="fee.commission.base"
        value={one.base}
        options={options(commissionBases, codes.baseWords)}
        onChange={(base) =>
          onChange({
            base,
            dateBasis: base === 'G1_ordered_sales' ? 'ordered' : one.dateBasis,
            baseline:
              base === 'G6_uplift'
                ? (one.baseline ?? {
                    monthly: '10000',
                    fromOn: '2025-01-01',
                    toOn: '2025-12-31',
                    seasonIndex: null,
                  })
                : null,
          })
        }
      />
      <ChoiceField
        label={words.tiering}
        value={one.tiering}
        options={options(tierings, codes.tieringWords)}
        onChange={(tiering) => onChange({ tiering })}
      />
      <ChoiceField
        label={words.dateBasis}
        path="fee.commission.dateBasis"
        value={one.dateBasis}
        options={options(dateBases, codes.dateWords)}
        onChange={(dateBasis) => onChange({ dateBasis })}
      />
      <ChoiceField
        label={words.reimbursements}
        path="fee.commission.reimbursements"
        value={one.reimbursements}
        options={options(reimbursementRules, codes.reimbursementWords)}
        onChange={(reimbursements) => onChange({ reimbursements })}
      />
      <SwitchField
        label={words.tax}
        path="fee.commission.taxIncluded"
        value={one.taxIncluded}
        onChange={(taxIncluded) => onChange({ taxIncluded })}
      />
      <MaybeAmountField
        label={words.minimum}
        path="fee.commission.minimumMonthly"
        currency={currency}
        value={one.minimumMonthly}
        onChange={(minimumMonthly) => onChange({ minimumMonthly })}
      />
      <MaybeAmountField
        label={words.maximum}
        path="fee.commission.maximumMonthly"
        currency={currency}
        value={one.maximumMonthly}
        onChange={(maximumMonthly) => onChange({ maximumMonthly })}
      />
      <CountField
        label={words.tail}
        most={730}
        value={one.refundTailDays}
        onChange={(refundTailDays) => onChange({ refundTailDays })}
      />
      <AsinField one={one} onChange={onChange} />
      <BaselineFields one={one} currency={currency} onChange={onChange} />
      <div className="sw-field-wide">
        <strong>{words.tiers}</strong>
        <TierFields
          tiers={one.tiers}
          currency={currency}
          path="fee.commission.tiers"
          onChange={(tiers) => onChange({ tiers })}
        />
      </div>
    </Group>
  )
}

function AsinField({ one, onChange }: Omit<CommissionProps, 'currency'>): ReactNode {
  const words = useMessages(contractMessages)
  return (
    <div className="sw-field-wide">
      <TextField
        label={words.excludedAsins}
        value={one.excludedAsins.join(', ')}
        onChange={(text) =>
          onChange({
            excludedAsins:
              text.trim() === ''
                ? []
                : text
                    .toUpperCase()
                    .split(/[\s,，;；]+/)
                    .filter((asin, no, all) => asin !== '' || no < all.length - 1),
          })
        }
      />
      {one.excludedAsins.map((asin, no) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same text may stand twice, which is what is told
        <Said key={`${asin} ${no}`} path={`fee.commission.excludedAsins.${no}`} />
      ))}
    </div>
  )
}

function BaselineFields({ one, currency, onChange }: CommissionProps): ReactNode {
  const words = useMessages(contractMessages)
  const { baseline } = one
  if (baseline === null) return null
  const set = (part: Partial<typeof baseline>): void => onChange({ baseline: { ...baseline, ...part } })
  return (
    <>
      <AmountField
        label={words.baseline}
        path="fee.commission.baseline.monthly"
        currency={currency}
        value={baseline.monthly}
        onChange={(monthly) => set({ monthly })}
      />
      <DayField
        label={words.baselineFrom}
        value={baseline.fromOn}
        onChange={(day) => day !== null && set({ fromOn: day })}
      />
      <DayField
        label={words.baselineTo}
        path="fee.commission.baseline.toOn"
        value={baseline.toOn}
        onChange={(day) => day !== null && set({ toOn: day })}
      />
      <TextField
        wide
        label={words.season}
        path="fee.commission.baseline.seasonIndex"
        value={baseline.seasonIndex?.join(' ') ?? ''}
        onChange={(text) => {
          const numbers = text
            .split(/\s+/)
            .filter((part) => part !== '')
            .map(Number)
          set({
            seasonIndex:
              numbers.length === 0 ? null : numbers.map((n) => (Number.isFinite(n) ? n : 0)).slice(0, 12),
          })
        }}
      />
    </>
  )
}

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
