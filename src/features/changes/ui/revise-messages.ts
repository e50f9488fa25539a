import { messages } from '#web/words.ts'

const byCode = (words: Readonly<Record<string, string>>) => words

/** Proposing another version of a batch, deciding several batches at once, taking back some of one. */
export const reviseMessages = messages({
  zh: {
    revise: '修改后重新提交',
    about: (revision: number) => `提交后成为第 ${revision} 版；此前的批准一律作废，须重新审批。`,
    present: '原值',
    wanted: '新值',
    fresh: '新增',
    leaveOut: '剔除',
    isOut: '本版不包含',
    leaveOutOne: (label: string) => `剔除：${label}`,
    reasonHint: '改了什么、为什么，审批人会看到',
    reasonMissing: '请填写理由',
    submit: (n: number) => `重新提交 ${n} 项`,
    toMend: (n: number) => `${n} 项的新值需要修正`,
    nothingLeft: '没有保留任何项目；如不再需要这一批，请用“撤销提议”。',
    done: (revision: number) => `已提交第 ${revision} 版，等待批准`,
    doneApproved: (revision: number, n: number) => `已提交第 ${revision} 版，其中 ${n} 项正在执行`,
    problems: byCode({
      value_missing: '请填写数值',
      value_not_positive: '须大于 0',
      too_precise: '小数位数超出该货币的最小单位',
      percent_out_of_range: '须为 0–900 的整数',
      unchanged: '与原值相同，请改值或剔除',
    }),
    askedTitle: '审批人要求修改',
    said: (name: string, comment: string) => `${name}：${comment}`,
    askedNext: '点“修改后重新提交”，改好后会再次送审。',
    askedWaits: '等提出人提交新版本；您也可以直接批准当前版本。',
    askedStuck: '本批已有项目执行，不能整批改版；可撤销其余项目，另提一批。',
    pick: (title: string) => `选择：${title}`,
    approvePicked: (n: number) => `批准选中的 ${n} 批`,
    unpick: '取消选择',
    under: (done: number, all: number) => `正在批准：${done}/${all}`,
    passed: (n: number) => `已批准 ${n} 批`,
    passedPart: (n: number, waiting: number) =>
      waiting === n
        ? `已批准 ${n} 批，均还需其他人同意`
        : `已批准 ${n} 批（其中 ${waiting} 批还需其他人同意）`,
    failed: (n: number) => `${n} 批没有批准成功`,
    failedOne: (title: string, says: string, remedy: string) => `${title}：${says}。${remedy}`,
    both: (passed: string, failed: string) => `${passed}，${failed}`,
    revertSome: (n: number) => `撤回选中的 ${n} 项`,
  },
  en: {
    revise: 'Revise',
    about: (revision: number) =>
      `This becomes version ${revision}. What was agreed to before no longer counts: it has to be approved again.`,
    present: 'Old value',
    wanted: 'New value',
    fresh: 'new',
    leaveOut: 'Leave out',
    isOut: 'Not in this version',
    leaveOutOne: (label: string) => `Leave out: ${label}`,
    reasonHint: 'What you changed and why; those who approve read it',
    reasonMissing: 'Please give a reason',
    submit: (n: number) => (n === 1 ? 'Propose 1 item again' : `Propose ${n} items again`),
    toMend: (n: number) => (n === 1 ? '1 new value needs mending' : `${n} new values need mending`),
    nothingLeft: 'Nothing is left. If the batch is not wanted any more, withdraw it.',
    done: (revision: number) => `Version ${revision} is proposed and waits for approval`,
    doneApproved: (revision: number, n: number) =>
      `Version ${revision} is proposed; ${n} of it ${n === 1 ? 'is' : 'are'} being made now`,
    problems: byCode({
      value_missing: 'Enter a value',
      value_not_positive: 'Enter a number above 0',
      too_precise: 'More decimals than the currency has',
      percent_out_of_range: 'Enter a whole number from 0 to 900',
      unchanged: 'Same as the old value: change it or leave it out',
    }),
    askedTitle: 'Another version was asked for',
    said: (name: string, comment: string) => `${name}: ${comment}`,
    askedNext: 'Choose “Revise”: the new version goes back to those who approve.',
    askedWaits: 'The proposer is to propose a new version. The present one can still be approved.',
    askedStuck:
      'Some of it was made already, so it cannot be revised: withdraw the rest and propose another batch.',
    pick: (title: string) => `Choose: ${title}`,
    approvePicked: (n: number) => (n === 1 ? 'Approve the chosen batch' : `Approve the ${n} chosen batches`),
    unpick: 'Choose none',
    under: (done: number, all: number) => `Approving: ${done} of ${all}`,
    passed: (n: number) => (n === 1 ? '1 batch approved' : `${n} batches approved`),
    passedPart: (n: number, waiting: number) =>
      `${n === 1 ? '1 batch' : `${n} batches`} approved (${waiting} still ${waiting === 1 ? 'needs' : 'need'} somebody else)`,
    failed: (n: number) => (n === 1 ? '1 could not be approved' : `${n} could not be approved`),
    failedOne: (title: string, says: string, remedy: string) => `${title}: ${says}. ${remedy}`,
    both: (passed: string, failed: string) => `${passed}, ${failed}`,
    revertSome: (n: number) => `Take back the ${n} chosen`,
  },
})
