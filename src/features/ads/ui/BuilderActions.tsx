import { Button } from 'antd'
import type { ReactNode } from 'react'
import { download } from '#web/call.ts'
import { useMessages } from '#web/i18n.tsx'
import type { BuildProduct, Built } from '../rules/structure/build.ts'
import { exportPlanSheet } from '../api/structure.ts'
import type { Framed } from './AdsFrame.tsx'
import { builderMessages } from './builder-messages.ts'

/** What can be done with the composed campaigns: propose them, or take them along as a sheet. */
export function BuilderActions(
  props: Framed & { built: readonly Built[]; chosen: readonly BuildProduct[]; ready: boolean },
): ReactNode {
  const { built, onAsk } = props
  const words = useMessages(builderMessages)
  const save = (): Promise<void> =>
    download(exportPlanSheet, {
      params: { clientId: props.clientId },
      body: {
        startOn: new Date().toISOString().slice(0, 10),
        campaigns: built.map(({ plan }) => ({
          ...plan,
          negatives: [...plan.negatives],
          adGroups: plan.adGroups.map((one) => ({
            ...one,
            skus: [...one.skus],
            targets: [...one.targets],
            negatives: [...one.negatives],
          })),
        })),
      },
    })
  return (
    <div className="sw-actions">
      {onAsk === undefined ? (
        <p className="sw-quiet">{words.readOnly}</p>
      ) : (
        <Button
          type="primary"
          disabled={!props.ready}
          onClick={() =>
            onAsk({
              task: 'ready',
              rows: built.map(({ plan }) => ({ id: plan.name, label: plan.name })),
              wishes: built.map(({ plan, ground }) => ({
                kind: 'sp.campaign',
                wish: { ...plan },
                grounds: [ground],
              })),
              title: words.proposalTitle,
              reason: words.reason(
                props.chosen
                  .slice(0, 8)
                  .map((one) => one.sku)
                  .join(', '),
              ),
            })
          }
        >
          {words.propose(built.length)}
        </Button>
      )}
      <Button disabled={!props.ready} onClick={() => void save()}>
        {words.exportSheet}
      </Button>
    </div>
  )
}
