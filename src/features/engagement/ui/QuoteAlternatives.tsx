import { Button, Tag } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { decimalText } from '#kernel/money.ts'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { Chart, type ChartModel } from '#web/kit/chart/Chart.tsx'
import { ratioText } from '#web/kit/format.ts'
import { Remark } from '#web/kit/parts.tsx'
import { baseWords, modelWords } from '../rules/contract-words.ts'
import { type Pair, inLang, moneyWords } from '../rules/document.ts'
import { type QuoteContent, alternativesOf, curvesOf } from '../rules/quote.ts'
import { cheapestBySales, feeAt } from '../rules/quote-curve.ts'
import { quoteLineWords } from '../rules/quote-text.ts'
import { type FeeModel, feeModels } from '../rules/terms-fee.ts'
import { amountOf } from '../rules/terms-parts.ts'
import { useLang } from './contract-parts.tsx'
import { quoteMessages } from './quote-messages.ts'

/** Three ways to pay side by side, each line explained, and where they break even. */
export function QuoteAlternatives(props: {
  content: QuoteContent
  taken?: FeeModel | null
  onTake?: (choice: FeeModel) => void
}): ReactNode {
  const { content, taken, onTake } = props
  const words = useMessages(quoteMessages)
  const { locale } = useLocale()
  const lang = useLang()
  const say = (pair: Pair): string => inLang(pair, lang)
  const { currency } = content.prices
  const sales = moneyWords(content.sales.amount, currency)
  return (
    <>
      <p className="sw-quiet">
        {content.sales.rateOn === null ? words.plain(sales) : words.converted(sales, content.sales.rateOn)} ·{' '}
        {content.pricesFrom === null ? words.pricesFirst : words.pricesOf(content.pricesFrom)}
      </p>
      <div className="sw-alternatives">
        {alternativesOf(content).map((one) => (
          <section
            key={one.model}
            className={one.model === taken ? 'sw-alternative sw-alternative-taken' : 'sw-alternative'}
            aria-label={say(modelWords[one.model])}
          >
            <h3>
              {say(modelWords[one.model])}{' '}
              {one.model === taken ? <Tag color="success">{words.accepted}</Tag> : null}
            </h3>
            <div>
              <span className="sw-alternative-price sw-figure">{moneyWords(one.monthly, currency)}</span>{' '}
              <span className="sw-quiet">{words.perMonth}</span>
            </div>
            {one.ofSalesRatio === null ? null : (
              <span className="sw-quiet">{words.ofSales(ratioText(one.ofSalesRatio, locale))}</span>
            )}
            <ul className="sw-bill">
              {one.lines.map((line) => (
                <li key={`${line.code} ${String(line.params['from'] ?? '')}`}>
                  <span>{say(quoteLineWords(line, currency))}</span>
                  <span className="sw-figure">{moneyWords(line.amount, currency)}</span>
                </li>
              ))}
            </ul>
            {one.warnings.map((warning) => (
              <Remark
                key={warning.code}
                kind="warning"
                title={words.underFloor(moneyWords(warning.params.floor, currency))}
              />
            ))}
            {onTake === undefined ? null : (
              <Button type="primary" onClick={() => onTake(one.model)}>
                {words.accept}
              </Button>
            )}
          </section>
        ))}
      </div>
      <p className="sw-quiet">{say(baseWords[content.ask.base])}</p>
      <BreakEven content={content} />
    </>
  )
}

const STEPS = 24

function BreakEven({ content }: { content: QuoteContent }): ReactNode {
  const words = useMessages(quoteMessages)
  const { locale } = useLocale()
  const lang = useLang()
  const { currency } = content.prices
  const curves = useMemo(() => curvesOf(content), [content])
  const stretches = useMemo(() => cheapestBySales(curves), [curves])
  const model = useMemo<ChartModel>(() => {
    const expected = amountOf(content.sales.amount) ?? 0n
    const last = stretches.at(-1)?.from ?? 0n
    const top = [expected, last, 100_000_000_000n].reduce((a, b) => (a > b ? a : b)) * 2n
    const points = Array.from({ length: STEPS + 1 }, (_, no) => (top * BigInt(no)) / BigInt(STEPS))
    const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
    const units = (micros: bigint): number => Number(micros / 10_000n) / 100
    return {
      labels: points.map((one) => short.format(units(one))),
      series: feeModels.map((name) => ({
        name: inLang(modelWords[name], lang),
        values: points.map((one) => units(feeAt(curves[name], one))),
        text: (value: number) => short.format(value),
      })),
    }
  }, [content, curves, stretches, lang, locale])
  const money = (micros: bigint): string => moneyWords(decimalText(micros, 0), currency)
  return (
    <>
      <h3 className="sw-part">{words.chart(currency)}</h3>
      <Chart title={words.chart(currency)} kind="series" model={model} height={260} />
      <h3 className="sw-part">{words.breakEven}</h3>
      <ul className="sw-bill">
        {stretches.map((one) => (
          <li key={String(one.from)}>
            <span className="sw-figure">
              {one.to === null ? words.above(money(one.from)) : words.stretch(money(one.from), money(one.to))}
            </span>
            <strong>{inLang(modelWords[one.cheapest], lang)}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}
