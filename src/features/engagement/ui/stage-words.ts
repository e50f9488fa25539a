import { messages } from '#web/words.ts'
import type { Verdict } from '../rules/fit.ts'
import type { CriterionCode, Stage } from '../rules/stages.ts'

export const stageWords = messages<{
  readonly stages: Readonly<Record<Stage, string>>
  /** What must hold, and what is done to make it hold. */
  readonly criteria: Readonly<Record<CriterionCode, readonly [holds: string, how: string]>>
  readonly verdicts: Readonly<Record<Verdict, string>>
}>({
  zh: {
    stages: { diagnose: '诊断', access: '授权', operate: '执行', review: '复盘', iterate: '迭代' },
    criteria: {
      questionnaire_answered: ['需求问卷已提交', '填写并提交问卷'],
      fit_decided: ['适合合作', '规则判定适合，或负责人说明理由后改判'],
      diagnosis_made: ['账户诊断已生成', '导入数据后生成诊断'],
      plan_signed: ['方案双方已签', '双方签署同一版本的方案'],
      quote_issued: ['报价已发出', '向客户发出报价'],
      contract_in_force: ['合同已生效', '双方签署合同'],
      papers_signed: ['文件已签署', '签署授权书与保密协议'],
      sp_connected: ['店铺数据已授权', '每个店铺都完成卖家平台授权'],
      ads_connected: ['广告已授权', '每个店铺都完成广告授权'],
      register_recertified: ['权限登记已确认', '逐人核对谁能做什么'],
      change_applied: ['首个变更已执行', '提出、批准并执行第一个变更'],
      change_read_back: ['变更已读回核实', '执行后从亚马逊读回一致'],
      effect_measured: ['变更效果已测量', '变更满观察期后自动测量'],
      certificate_made: ['见证书已出具', '在「变更见证」出具当月见证书'],
      monthly_report_made: ['月报已归档', '在「文件」中归档一份月度报告'],
      diagnosis_renewed: ['执行后重新诊断', '在变更之后再做一次诊断'],
      plan_renewed: ['新方案已签', '双方签署新版本的方案'],
    },
    verdicts: { fit: '适合', conditional: '有条件', unfit: '不适合' },
  },
  en: {
    stages: {
      diagnose: 'Diagnose',
      access: 'Access',
      operate: 'Operate',
      review: 'Review',
      iterate: 'Iterate',
    },
    criteria: {
      questionnaire_answered: ['Questionnaire submitted', 'Answer and submit the questionnaire'],
      fit_decided: ['Suits the agency', 'Fits by the rules, or overridden with a reason'],
      diagnosis_made: ['Diagnosis made', 'Import data and make a diagnosis'],
      plan_signed: ['Plan signed by both', 'Both sides sign the same version'],
      quote_issued: ['Quote issued', 'Issue a quote to the client'],
      contract_in_force: ['Contract in force', 'Both sides sign the contract'],
      papers_signed: ['Papers signed', 'Sign authorization letter and NDA'],
      sp_connected: ['Store data connected', 'Seller Central consent for every store'],
      ads_connected: ['Advertising connected', 'Advertising consent for every store'],
      register_recertified: ['Access register confirmed', 'Look through who may do what'],
      change_applied: ['First change executed', 'Propose, approve and execute a change'],
      change_read_back: ['Change read back', 'Amazon shows the value that was set'],
      effect_measured: ['Effect measured', 'Measured once its window is over'],
      certificate_made: ['Certificate made', 'Make the month’s certificate under Witness'],
      monthly_report_made: ['Monthly report filed', 'File a monthly report under Papers'],
      diagnosis_renewed: ['Diagnosed again', 'Make another diagnosis after the changes'],
      plan_renewed: ['New plan signed', 'Both sides sign a newer version'],
    },
    verdicts: { fit: 'Fits', conditional: 'Conditional', unfit: 'Does not fit' },
  },
})

/** Where each criterion is met, below a client's address; null where nothing is to be opened. */
export const criterionPlaces: Readonly<Record<CriterionCode, string | null>> = {
  questionnaire_answered: 'intake',
  fit_decided: 'engagement#fit',
  diagnosis_made: 'diagnosis',
  plan_signed: 'plan',
  quote_issued: 'quote',
  contract_in_force: 'contract',
  papers_signed: 'papers',
  sp_connected: 'connections',
  ads_connected: 'connections',
  register_recertified: 'access',
  change_applied: 'changes',
  change_read_back: 'changes',
  effect_measured: 'changes',
  certificate_made: 'witness',
  monthly_report_made: 'papers?upload=monthly_report',
  diagnosis_renewed: 'diagnosis',
  plan_renewed: 'plan',
}
