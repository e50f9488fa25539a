import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import * as codes from '../rules/contract-words.ts'
import {
  type Commission,
  type FeeTerms,
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
import { type EditProps, Group, currencyOptions, useOptions } from './contract-options.tsx'
import { TierFields } from './ContractTiers.tsx'
import {
  AmountField,
  ChoiceField,
  CountField,
  DayField,
  MaybeAmountField,
  Said,
  SwitchField,
  TextField,
} from './contract-fields.tsx'
import { contractMessages } from './contract-messages.ts'

/** What is paid. */
export function ContractFeeFields({ terms, change }: EditProps): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  const { fee } = terms
  const set = (part: Partial<typeof fee>): void => change({ fee: { ...fee, ...part } })
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
        <FxFields fee={fee} set={set} />
        <BillingFields fee={fee} set={set} />
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

type FeeProps = { fee: FeeTerms; set: (part: Partial<FeeTerms>) => void }

function FxFields({ fee, set }: FeeProps): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  const { fx } = fee
  return (
    <>
      <SwitchField
        label={words.fx}
        path="fee.fx"
        value={fx !== null}
        onChange={(on) => set({ fx: on ? { source: 'rates_table', day: 'month_end' } : null })}
      />
      {fx === null ? null : (
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
    </>
  )
}

function BillingFields({ fee, set }: FeeProps): ReactNode {
  const words = useMessages(contractMessages)
  const options = useOptions()
  return (
    <>
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
