import { App, Button, Checkbox, Modal, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Capability, capabilities, capabilityRules } from '#kernel/capability.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { changeGrant, startConsent } from '../api.ts'
import type { StoreLine } from './ConnectionCard.tsx'
import { accessMessages, capabilityWords } from './messages.ts'

export type Choosing = {
  readonly store: StoreLine
  readonly api: 'sp' | 'ads'
  readonly to: 'consent' | 'grant'
  /** Ticked beside what is granted. */
  readonly adding?: readonly Capability[]
}

/** What Steward may do, in plain words: before going to Amazon, or later to narrow it. */
export function GrantModal(props: {
  clientId: string
  choosing: Choosing
  /** What can be granted at most. */
  most: readonly Capability[]
  onClose: () => void
}): ReactNode {
  const { store, api, to, adding = [] } = props.choosing
  const words = useMessages(accessMessages)
  const names = useMessages(capabilityWords)
  const { message } = App.useApp()
  const before = store[api]?.granted
  const [chosen, setChosen] = useState<readonly Capability[]>(() => [
    ...(before ?? firstChoice(props.most)),
    ...adding,
  ])
  const start = useAct(startConsent, { stale: [], onDone: ({ url }) => location.assign(url) })
  const change = useAct(changeGrant, {
    onDone: () => {
      void message.success(words.saved)
      props.onClose()
    },
  })
  const granted = capabilities.filter((one) => chosen.includes(one) && props.most.includes(one))
  const go = (): void => {
    if (to === 'consent')
      start.mutate({ params: { clientId: props.clientId, storeId: store.storeId }, body: { api, granted } })
    else
      change.mutate({
        params: { clientId: props.clientId, connectionId: store[api]!.connectionId },
        body: { granted },
      })
  }
  const lines = capabilities.filter((one) => capabilityRules[one].api === api)
  return (
    <Modal
      open
      title={words.chooseTitle(store.name)}
      onCancel={props.onClose}
      footer={[
        <Button key="no" onClick={props.onClose}>
          {words.cancel}
        </Button>,
        <Button
          key="yes"
          type="primary"
          disabled={granted.length === 0}
          loading={start.isPending || change.isPending}
          onClick={go}
        >
          {to === 'consent' ? words.goTo(store.region) : words.save}
        </Button>,
      ]}
    >
      <p className="sw-quiet">{words.chooseAbout}</p>
      <ul className="sw-grants">
        {lines.map((one) => {
          const allowed = props.most.includes(one)
          return (
            <li key={one}>
              <Checkbox
                checked={allowed && chosen.includes(one)}
                disabled={!allowed}
                onChange={({ target }) =>
                  setChosen(target.checked ? [...chosen, one] : chosen.filter((each) => each !== one))
                }
              >
                <strong>{names[one][0]}</strong>{' '}
                <Tag color={capabilityRules[one].writes ? 'warning' : 'default'}>
                  {capabilityRules[one].writes ? words.writes : words.reads}
                </Tag>
                <span className="sw-quiet">{allowed ? names[one][1] : words.unavailable}</span>
              </Checkbox>
            </li>
          )
        })}
      </ul>
      {to === 'consent' && api === 'sp' ? <p className="sw-quiet">{words.regionNote}</p> : null}
    </Modal>
  )
}

/** A first consent proposes what reads; changing anything is ticked on purpose. */
function firstChoice(most: readonly Capability[]): Capability[] {
  return most.filter((one) => !capabilityRules[one].writes)
}
