import { type ReactNode, useState } from 'react'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { moneyText } from '#web/kit/format.ts'
import { Remark, Section } from '#web/kit/parts.tsx'
import { useEndpoint } from '#web/query.ts'
import { PageSkeleton, Trouble } from '#web/screens.tsx'
import { showBuilderSources } from '../api/structure.ts'
import { type BuildOptions, type Built, type BuildProduct, composeBuild } from '../rules/structure/build.ts'
import { nameKey } from '../rules/names.ts'
import { planProblems } from '../rules/structure/plan.ts'
import type { Framed } from './AdsFrame.tsx'
import { BuilderForm } from './BuilderForm.tsx'
import { BuilderProducts, type Source } from './BuilderProducts.tsx'
import { PlanEditor } from './PlanEditor.tsx'
import { builderMessages } from './builder-messages.ts'
import { planMessages } from './plan-messages.ts'
import { BuilderActions } from './BuilderActions.tsx'

/** From products to campaigns: chosen, composed, edited, proposed. Nothing is kept before it is proposed. */
export function BuilderPanel(framed: Framed): ReactNode {
  const { clientId, place } = framed
  const words = useMessages(builderMessages)
  const { storeId, marketplace } = place
  const asked = useEndpoint(showBuilderSources, { params: { clientId }, query: { storeId, marketplace } })
  const [picked, setPicked] = useState<readonly string[]>([])
  const [pasted, setPasted] = useState('')
  const [built, setBuilt] = useState<readonly Built[] | null>(null)
  if (asked.data === undefined)
    return asked.error === null ? (
      <PageSkeleton />
    ) : (
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
    )
  const { products, names, usual } = asked.data
  const chosen = chosenOf(products, picked, pasted)
  const compose = (options: Omit<BuildOptions, 'marketplace' | 'currency' | 'usual'>): void =>
    setBuilt(composeBuild(chosen, { ...options, marketplace, currency: place.currency, usual }))
  return (
    <>
      <Section title={words.step1}>
        <BuilderProducts
          products={products}
          currency={place.currency}
          picked={picked}
          onPick={setPicked}
          pasted={pasted}
          onPaste={setPasted}
        />
      </Section>
      <Section title={words.step2}>
        <BuilderForm
          currency={place.currency}
          marketplace={marketplace}
          usualAcos={usual.acosRatio}
          asOf={place.asOf}
          ready={chosen.length > 0}
          onCompose={compose}
        />
      </Section>
      {built === null ? null : (
        <Section title={words.step3}>
          <Preview {...framed} built={built} names={names} chosen={chosen} onChange={setBuilt} />
        </Section>
      )}
    </>
  )
}

/** Ticked products, and pasted SKUs, known or not. */
function chosenOf(products: readonly Source[], picked: readonly string[], pasted: string): BuildProduct[] {
  const skus = pasted
    .split(/[\n,，;；]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const wanted = new Set([...picked, ...skus])
  return [...wanted].map(
    (sku) =>
      products.find((one) => one.sku === sku) ?? {
        sku,
        asin: null,
        title: null,
        price: null,
        conversion: null,
        terms: [],
      },
  )
}

function Preview(
  props: Framed & {
    built: readonly Built[]
    names: readonly string[]
    chosen: readonly BuildProduct[]
    onChange: (built: readonly Built[]) => void
  },
): ReactNode {
  const { built, place, onChange } = props
  const words = useMessages(builderMessages)
  const plans = useMessages(planMessages)
  const { locale } = useLocale()
  const taken = new Set(props.names.map(nameKey))
  const seen = new Set<string>()
  const problems = built.map(({ plan }) => {
    const own = planProblems(plan, place.marketplace, taken)
    const twice = seen.has(nameKey(plan.name))
    seen.add(nameKey(plan.name))
    return twice && !own.some((one) => one.code === 'name_taken')
      ? [...own, { code: 'name_taken', at: plan.name }]
      : own
  })
  const count = problems.reduce((sum, one) => sum + one.length, 0)
  const budget = built.reduce((sum, { plan }) => sum + (Number(plan.dailyBudget) || 0), 0)
  return (
    <>
      <p>
        <strong>{words.sum(built.length, moneyText(budget.toFixed(2), place.currency, locale))}</strong>{' '}
        <span className="sw-quiet">{words.seedsNote}</span>
      </p>
      {built.map((one, index) => (
        <PlanEditor
          key={`${one.type} ${index}`}
          plan={one.plan}
          title={words.typeNames[one.type]}
          ground={one.ground}
          currency={place.currency}
          problems={problems[index]!.map(
            ({ code, at }) => `${plans.problems[code] ?? code}${at === '' ? '' : `: ${at}`}`,
          )}
          onChange={(plan) => onChange(built.map((each, no) => (no === index ? { ...each, plan } : each)))}
          onRemove={() => onChange(built.filter((_, no) => no !== index))}
        />
      ))}
      {count > 0 ? <Remark kind="warning" title={words.problems(count)} /> : null}
      <BuilderActions {...props} ready={count === 0 && built.length > 0} />
    </>
  )
}
