import { App, Button, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useLocale, useMessages } from '#web/i18n.tsx'
import { marketName } from '#web/kit/Market.tsx'
import { Tabs } from '#web/kit/Tabs.tsx'
import { Remark } from '#web/kit/parts.tsx'
import { useAct } from '#web/query.ts'
import { watchCompetitors } from '../api/competitor-watch.ts'
import type { Competitors } from '../api/competitors.ts'
import { CompetitorSearch } from './CompetitorSearch.tsx'
import { competitorWatchMessages } from './competitor-watch-messages.ts'

type Wish = { asins: string[]; via: 'asin' | 'catalogue' | 'brand_analytics'; words?: string }

/** Takes on competitors of a connected store: ASINs that one knows, or what a search finds. */
export function CompetitorFindModal(props: {
  clientId: string
  stores: Competitors['stores']
  /** Where competitors stand already. */
  known: readonly string[]
  onClose: () => void
}): ReactNode {
  const { clientId, stores, onClose } = props
  const words = useMessages(competitorWatchMessages)
  const { locale } = useLocale()
  const { message } = App.useApp()
  const places = stores.flatMap((store) =>
    store.marketplaces.map((marketplace) => ({ store, marketplace, key: `${store.storeId} ${marketplace}` })),
  )
  const [key, setKey] = useState(
    (places.find((one) => props.known.includes(one.marketplace)) ?? places[0])?.key,
  )
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [tab, setTab] = useState('asin')
  const [found, setFound] = useState<Wish>({ asins: [], via: 'catalogue' })
  const watch = useAct(watchCompetitors, {
    onDone: ({ added, own, known }) => {
      void message.success(words.added(added, own, known))
      onClose()
    },
  })
  const place = places.find((one) => one.key === key)
  const send = (wish: Wish): void => {
    if (place === undefined) return
    const { store, marketplace } = place
    watch.mutate({ params: { clientId }, body: { storeId: store.storeId, marketplace, ...wish } })
  }
  const sendTyped = (): void => {
    const asins = typed
      .toUpperCase()
      .split(/[\s,，;；、]+/)
      .filter(Boolean)
    const wrong = asins.filter((one) => !/^[A-Z0-9]{10}$/.test(one))
    setProblem(
      wrong.length > 0 ? words.asinsWrong(wrong.join(', ')) : asins.length === 0 ? words.asinsNone : null,
    )
    if (wrong.length === 0 && asins.length > 0) send({ asins, via: 'asin' })
  }
  const count = tab === 'asin' ? 0 : found.asins.length
  return (
    <Modal
      open
      width={760}
      title={words.addTitle}
      onCancel={onClose}
      closable={{ 'aria-label': words.cancel }}
      footer={
        place === undefined ? null : (
          <>
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button
              type="primary"
              loading={watch.isPending}
              disabled={tab === 'search' && count === 0}
              onClick={() => (tab === 'asin' ? sendTyped() : send(found))}
            >
              {words.chosen(count)}
            </Button>
          </>
        )
      }
    >
      {place === undefined ? (
        <Remark
          title={words.noStore}
          text={words.noStoreText}
          action={<Link to={`/clients/${clientId}/connections`}>{words.toConnections}</Link>}
        />
      ) : (
        <>
          <p className="sw-quiet">{words.addAbout}</p>
          <Form layout="vertical">
            <Form.Item label={`${words.store} · ${words.market}`} htmlFor="competitor-place">
              <Select
                id="competitor-place"
                value={key}
                onChange={(next) => {
                  setKey(next)
                  setFound({ asins: [], via: 'catalogue' })
                }}
                options={places.map((one) => ({
                  value: one.key,
                  label: `${one.store.name} · ${marketName(one.marketplace, locale)}`,
                }))}
              />
            </Form.Item>
            {place.store.offers ? null : <Remark kind="warning" title={words.noOffers} />}
            <Tabs
              activeKey={tab}
              onChange={setTab}
              items={[
                {
                  key: 'asin',
                  label: words.byAsin,
                  children: (
                    <Form.Item
                      label={words.asins}
                      htmlFor="competitor-asins"
                      {...(problem === null ? {} : { validateStatus: 'error' as const, help: problem })}
                    >
                      <Input.TextArea
                        id="competitor-asins"
                        autoFocus
                        autoSize={{ minRows: 3, maxRows: 10 }}
                        value={typed}
                        onChange={(event) => setTyped(event.target.value)}
                      />
                    </Form.Item>
                  ),
                },
                {
                  key: 'search',
                  label: words.bySearch,
                  children: (
                    <CompetitorSearch
                      key={key}
                      clientId={clientId}
                      storeId={place.store.storeId}
                      marketplace={place.marketplace}
                      chosen={found.asins}
                      onChoose={setFound}
                    />
                  ),
                },
              ]}
            />
          </Form>
        </>
      )}
    </Modal>
  )
}
