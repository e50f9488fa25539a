import { Button, Checkbox, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useMessages } from '#web/i18n.tsx'
import { consequenceWords, kpiWords, pathWords, periodWords } from '../rules/contract-words.ts'
import { inLang } from '../rules/document.ts'
import { usualKpi } from '../rules/terms-draft.ts'
import {
  type KpiTerm,
  brandedKpis,
  kpiConsequences,
  kpiForms,
  kpiKinds,
  kpiPeriods,
  kpisWithoutPath,
} from '../rules/terms-kpi.ts'
import { currenciesOf } from '../rules/terms-parts.ts'
import { type EditProps, currencyOptions, useOptions } from './contract-options.tsx'
import { AmountField, ChoiceField, ManyField, PercentField, Said } from './contract-fields.tsx'
import { agreementMessages } from './agreement-messages.ts'
import { contractMessages } from './contract-messages.ts'
import { useLang } from './contract-parts.tsx'

/** What success means: targets with their figure, value and two ways of reading it. */
export function ContractKpiFields({ terms, change }: EditProps): ReactNode {
  const words = useMessages(contractMessages)
  const lang = useLang()
  const currency = currenciesOf(terms.places)[0] ?? terms.fee.currency
  const left = kpiKinds.filter(
    (kind) => !kpisWithoutPath.includes(kind) && !terms.kpis.some((one) => one.kind === kind),
  )
  const items = left.map((kind) => ({
    key: kind,
    label: inLang(kpiWords[kind], lang),
    onClick: () => change({ kpis: [...terms.kpis, usualKpi(kind, currency)] }),
  }))
  return (
    <fieldset className="sw-group">
      <legend>{words.groups.kpis}</legend>
      <Said path="kpis" />
      {terms.kpis.map((kpi, no) => (
        <KpiFields
          key={kpi.kind}
          kpi={kpi}
          path={`kpis.${no}`}
          onChange={(part) =>
            change({ kpis: terms.kpis.map((one, at) => (at === no ? { ...one, ...part } : one)) })
          }
          onRemove={() => change({ kpis: terms.kpis.filter((_, at) => at !== no) })}
        />
      ))}
      <Dropdown menu={{ items }} trigger={['click']} disabled={items.length === 0}>
        <Button>{words.addKpi}</Button>
      </Dropdown>
    </fieldset>
  )
}

function KpiFields(props: {
  kpi: KpiTerm
  path: string
  onChange: (part: Partial<KpiTerm>) => void
  onRemove: () => void
}): ReactNode {
  const { kpi, path, onChange } = props
  const words = useMessages(contractMessages)
  const shared = useMessages(agreementMessages)
  const options = useOptions()
  const lang = useLang()
  const form = kpiForms[kpi.kind]
  const name = inLang(kpiWords[kpi.kind], lang)
  return (
    <div className="sw-line-card">
      <div className="sw-section-head">
        <span>
          <strong>{name}</strong>{' '}
          <span className="sw-quiet">
            {kpisWithoutPath.includes(kpi.kind)
              ? words.metricNone
              : form.metric === null
                ? words.metricFeedback
                : words.metric(form.metric)}
          </span>
        </span>
        <Button
          danger
          type="text"
          size="small"
          aria-label={`${shared.remove} ${name}`}
          onClick={props.onRemove}
        >
          {shared.remove}
        </Button>
      </div>
      <div className="sw-fields">
        <TargetFields kpi={kpi} path={path} onChange={onChange} />
        <ChoiceField
          label={words.period}
          value={kpi.period}
          options={options(kpiPeriods, periodWords)}
          onChange={(period) => onChange({ period })}
        />
        <ManyField
          label={words.paths}
          path={`${path}.paths`}
          value={kpi.paths}
          options={options(form.paths, pathWords)}
          onChange={(paths) => onChange({ paths })}
        />
        <ChoiceField
          label={words.consequence}
          value={kpi.consequence}
          options={kpiConsequences.map((value) => ({
            value,
            label: inLang(consequenceWords[value], lang).replace(/^(未达成：|if missed: )/, ''),
          }))}
          onChange={(consequence) =>
            onChange({
              consequence,
              reductionRatio: consequence === 'fee_reduction' ? (kpi.reductionRatio ?? 0.1) : null,
            })
          }
        />
        {kpi.consequence === 'fee_reduction' ? (
          <PercentField
            label={words.reduction}
            path={`${path}.reductionRatio`}
            value={kpi.reductionRatio ?? 0}
            onChange={(reductionRatio) => onChange({ reductionRatio })}
          />
        ) : null}
      </div>
      {brandedKpis.includes(kpi.kind) ? (
        <Checkbox
          checked={kpi.withoutBrand === true}
          onChange={(event) => onChange({ withoutBrand: event.target.checked })}
        >
          {words.withoutBrand}
        </Checkbox>
      ) : null}
      <Said path={path} />
    </div>
  )
}

/** The target in the unit of its figure. */
function TargetFields(props: {
  kpi: KpiTerm
  path: string
  onChange: (part: Partial<KpiTerm>) => void
}): ReactNode {
  const { kpi, path, onChange } = props
  const words = useMessages(contractMessages)
  const { unit } = kpiForms[kpi.kind]
  const target = {
    label: `${words.target}${unit === 'hours' ? ` (${words.hours})` : ''}`,
    path: `${path}.target`,
  }
  if (unit === 'ratio')
    return (
      <PercentField
        {...target}
        value={Number(kpi.target)}
        onChange={(value) => onChange({ target: String(Number(value.toFixed(6))) })}
      />
    )
  return (
    <>
      <AmountField
        {...target}
        currency={kpi.currency ?? ''}
        value={kpi.target}
        onChange={(value) => onChange({ target: value })}
      />
      {unit === 'money' ? (
        <ChoiceField
          label={words.currency}
          path={`${path}.currency`}
          value={kpi.currency ?? ''}
          options={currencyOptions}
          onChange={(currency) => onChange({ currency })}
        />
      ) : null}
    </>
  )
}
