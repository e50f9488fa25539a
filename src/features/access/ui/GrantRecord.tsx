import { App, Checkbox, Form, Modal, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { OutputOf } from '#platform/endpoint.ts'
import { useMessages } from '#web/i18n.tsx'
import { useAct } from '#web/query.ts'
import { recordGrant, type showAccess } from '../api/grants.ts'
import {
  type GrantAct,
  type GrantKind,
  needsEvidence,
  rightLevels,
  sellerPages,
} from '../rules/grant-course.ts'
import { EvidenceField, maySend, nothingSeen } from './EvidenceField.tsx'
import { grantMessages } from './grant-messages.ts'
import { levelWords, pageWords, revokeWords } from './grant-words.ts'

export type AccessStore = OutputOf<typeof showAccess>['stores'][number]
export type Rights = AccessStore['partner']['rights']

/** Writes down what happened to a grant at Amazon, with what was seen there. */
export function GrantRecord(props: {
  clientId: string
  store: AccessStore
  kind: GrantKind
  act: GrantAct
  onClose: () => void
}): ReactNode {
  const { store, kind, act } = props
  const words = useMessages(grantMessages)
  const back = useMessages(revokeWords)
  const { message } = App.useApp()
  const before = kind === 'partner' ? store.partner : store.adsLink
  const [seen, setSeen] = useState(nothingSeen)
  const [rights, setRights] = useState<Rights>(() => ({
    ...(kind === 'partner' ? { marketplaces: store.marketplaces } : {}),
    ...before.rights,
  }))
  const record = useAct(recordGrant, {
    onDone: () => {
      void message.success(words.recorded)
      props.onClose()
    },
  })
  const says = act === 'verify'
  const isSaid =
    kind === 'ads_link'
      ? rights.level !== undefined
      : Object.values(rights.pages ?? {}).some((level) => level !== 'none') &&
        (rights.marketplaces ?? []).length > 0
  return (
    <Modal
      open
      title={words.actTitle[act]}
      onCancel={props.onClose}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ disabled: !maySend(seen, needsEvidence(act)) || (says && !isSaid) }}
      confirmLoading={record.isPending}
      onOk={() =>
        record.mutate({
          params: { clientId: props.clientId, storeId: store.storeId },
          body: { kind, act, rights: says ? rights : null, ...seen },
        })
      }
    >
      <p className="sw-quiet">
        {store.name} · {words.kinds[kind]}
      </p>
      <p>{words.actAbout[act]}</p>
      {act === 'revoke' ? (
        <ol className="sw-grant-steps">
          {back[kind].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
      <Form layout="vertical">
        {says ? (
          kind === 'partner' ? (
            <PartnerRights store={store} rights={rights} onChange={setRights} />
          ) : (
            <Form.Item label={words.level}>
              <Radio.Group
                value={rights.level}
                onChange={({ target }) =>
                  setRights({ ...rights, level: target.value as 'viewer' | 'editor' })
                }
                options={(['viewer', 'editor'] as const).map((value) => ({
                  value,
                  label: words.levels[value],
                }))}
              />
            </Form.Item>
          )
        ) : null}
        <EvidenceField value={seen} onChange={setSeen} />
      </Form>
    </Modal>
  )
}

/** Level by level as Seller Central's rights page shows it, and the marketplaces it holds for. */
function PartnerRights(props: {
  store: AccessStore
  rights: Rights
  onChange: (rights: Rights) => void
}): ReactNode {
  const { rights, onChange } = props
  const words = useMessages(grantMessages)
  const names = useMessages(pageWords)
  const levels = useMessages(levelWords)
  return (
    <>
      <Form.Item label={words.marketplaces}>
        <Checkbox.Group
          options={props.store.marketplaces}
          value={rights.marketplaces ?? []}
          onChange={(marketplaces) => onChange({ ...rights, marketplaces: marketplaces.map(String) })}
        />
      </Form.Item>
      <Form.Item label={words.rights}>
        <ul className="sw-page-rights">
          {sellerPages.map((page) => (
            <li key={page}>
              <span>{names[page]}</span>
              <Select
                aria-label={names[page]}
                value={rights.pages?.[page] ?? 'none'}
                options={rightLevels.map((value) => ({ value, label: levels[value] }))}
                onChange={(level) => onChange({ ...rights, pages: { ...rights.pages, [page]: level } })}
              />
            </li>
          ))}
        </ul>
      </Form.Item>
    </>
  )
}
