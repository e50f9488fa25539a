import type { RefusalWords } from '#web/refusals.tsx'

export const changesRefusals: RefusalWords = {
  zh: {
    revision_moved: () => ['提议已被修改', '页面已更新为最新版本，请看过后再决定。'],
    own_proposal: () => ['不能批准自己提出的变更', '请由另一位有权的同事或客户批准。'],
    not_asked: () => ['这一批不需要您决定', '需要谁批准写在页面上。'],
    nothing_open: () => ['没有可处理的项目', '可能已被他人处理，请查看最新状态。'],
    factor_needed: () => ['批准变更需要二次验证', '请到“我的账号”开通二次验证，再用它登录一次。'],
    comment_needed: () => ['请写明原因', '驳回、要求修改和留言都要写说明。'],
    moved_meanwhile: () => ['状态刚刚变了', '请查看最新状态后重试。'],
    already_executed: () => ['已有项目在执行，不能再改版', '可撤回已执行的，或另提一批。'],
    nothing_to_revert: () => ['没有可撤回的变更', '只有已生效的变更可以撤回。'],
    wishes_refused: ({ count, label }) => [
      `${count} 项无法提出（如“${label}”）`,
      '请去掉这些项目或修改数值后重试。',
    ],
    open_elsewhere: ({ label }) => [`“${label}”已有一项变更在进行`, '请等它完成，或先撤销那一批。'],
    unknown_kind: () => ['不支持这种变更', '请刷新页面后重试。'],
    wish_malformed: ({ no, field }) => [`第 ${no} 项填写有误（${field}）`, '请检查数值后重试。'],
    link_unknown: () => ['链接无效', '请从最新的邮件打开，或在“待我审批”里查看。'],
    link_expired: () => ['链接已过期', '提议已过有效期，店铺没有任何改动。'],
  },
  en: {
    revision_moved: () => [
      'The proposal has changed',
      'The page shows the newest version: please look before deciding.',
    ],
    own_proposal: () => ['You cannot approve what you proposed', 'Another person with the right has to.'],
    not_asked: () => ['This does not need your word', 'The page says whose it needs.'],
    nothing_open: () => [
      'Nothing is left to decide',
      'Somebody may have decided: look at the present state.',
    ],
    factor_needed: () => [
      'Approving needs a second factor',
      'Set one up under “My account” and sign in with it once.',
    ],
    comment_needed: () => ['Please say why', 'Rejecting, asking for changes and commenting need a remark.'],
    moved_meanwhile: () => ['The state has just changed', 'Look at it and try again.'],
    already_executed: () => [
      'Some of it is being made already',
      'Take back what was made, or propose another batch.',
    ],
    nothing_to_revert: () => ['There is nothing to take back', 'Only changes in force can be taken back.'],
    wishes_refused: ({ count, label }) => [
      `${count} cannot be proposed (such as “${label}”)`,
      'Leave them out or change their values.',
    ],
    open_elsewhere: ({ label }) => [
      `A change of “${label}” is under way`,
      'Wait until it is done, or withdraw that batch.',
    ],
    unknown_kind: () => ['This kind of change is not known', 'Reload the page and try again.'],
    wish_malformed: ({ no, field }) => [
      `Number ${no} is not filled in well (${field})`,
      'Check the values and try again.',
    ],
    link_unknown: () => ['The link is not valid', 'Open the newest letter, or look under “My approvals”.'],
    link_expired: () => ['The link has expired', 'The proposal has lapsed; nothing happened in the store.'],
  },
}
