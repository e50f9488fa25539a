import { messages } from '#web/words.ts'
import type { FitCode } from '../rules/fit.ts'

type Worded = (value: string, limit: string) => string

export const fitMessages = messages<{
  readonly reasons: Readonly<Record<FitCode, Worded>>
  readonly words: Readonly<Record<string, string>>
  readonly weights: Readonly<Record<'for' | 'condition' | 'against', string>>
  readonly basis: (version: number, pack: string) => string
  readonly overridden: (by: string) => string
  readonly versions: (version: number) => string
}>({
  zh: {
    reasons: {
      new_to_na_eu: () => '想进入北美或欧洲，目前还没有在那里销售',
      supply_without_skill: () => '有供应能力，但缺文案或广告能力',
      multi_platform: (value) => `已在 ${value} 个渠道经营，需要专人打理亚马逊`,
      bottom_price_mass: () => '以最低价铺货：代运营无法靠内容与广告创造价值',
      no_operating_data: () => '不愿共享经营数据：做了什么、有没有用都无法证明',
      no_fitting_kind: () => '不属于三类适合的客户，请说明为什么仍值得合作',
      reports_only: () => '只给报表文件：能诊断，不能执行与核实变更',
      costs_unknown: () => '成本不清楚：先补齐成本，才能谈利润目标',
      stock_thin: (value, limit) =>
        `平均每个 SKU 只有 ${value} 件库存（建议至少 ${limit} 件），广告会推到断货`,
      supply_unsteady: () => '随买随发，补货周期无法承诺',
      budget_low: (value, limit) => `月预算 ${value} 低于可投入人手的下限 ${limit}`,
      past_agency_has_access: () => '前一家代运营仍有权限：先收回再开始',
    },
    words: {
      none: '还没有问卷可判断',
      noneText: '问卷提交后，按当日规则给出结论与理由。',
      toIntake: '去填写问卷',
      override: '改判',
      overrideTitle: '改判适配结论',
      verdict: '改为',
      reason: '理由',
      reasonHelp: '必填。记入台账；问卷有新版本后需重新判断。',
      withdraw: '撤回改判',
      withdrawTitle: '撤回改判',
      computed: '规则结论',
      save: '确认',
      cancel: '取消',
      done: '已记录',
      history: '改判记录',
      withdrawn: '撤回改判',
      internal: '仅贵司可见',
    },
    weights: { for: '适合', condition: '先解决', against: '不适合' },
    basis: (version, pack) => `依据问卷版本 ${version}，规则 ${pack}`,
    overridden: (by) => `${by} 改判`,
    versions: (version) => `问卷版本 ${version}`,
  },
  en: {
    reasons: {
      new_to_na_eu: () => 'Wants North America or Europe and does not sell there yet',
      supply_without_skill: () => 'Has supply, lacks skill in copy or advertising',
      multi_platform: (value) => `Runs ${value} channels and needs people for Amazon`,
      bottom_price_mass: () => 'Mass listing at the lowest price: content and advertising cannot add value',
      no_operating_data: () => 'Will not share operating data: neither work nor effect could be shown',
      no_fitting_kind: () => 'None of the three kinds that suit; say why it is worth it all the same',
      reports_only: () => 'Report files only: enough to diagnose, not to execute and verify changes',
      costs_unknown: () => 'Costs are not known: without them there is no profit goal',
      stock_thin: (value, limit) =>
        `${value} units a SKU on average (${limit} advised): advertising would run it out of stock`,
      supply_unsteady: () => 'Bought as needed: no lead time can be promised',
      budget_low: (value, limit) => `A monthly budget of ${value} is under the ${limit} that the work needs`,
      past_agency_has_access: () => 'The last agency still has access: take it back first',
    },
    words: {
      none: 'No questionnaire to judge by yet',
      noneText: 'Once one is submitted, the rules of that day give a verdict with reasons.',
      toIntake: 'Go to the questionnaire',
      override: 'Override',
      overrideTitle: 'Override the verdict',
      verdict: 'To',
      reason: 'Reason',
      reasonHelp: 'Required. It goes into the ledger; a newer questionnaire is judged afresh.',
      withdraw: 'Withdraw the override',
      withdrawTitle: 'Withdraw the override',
      computed: 'By the rules',
      save: 'Confirm',
      cancel: 'Cancel',
      done: 'Recorded',
      history: 'Overrides',
      withdrawn: 'Withdrawn',
      internal: 'Seen by the agency only',
    },
    weights: { for: 'Suits', condition: 'Settle first', against: 'Does not suit' },
    basis: (version, pack) => `By questionnaire version ${version} and rules ${pack}`,
    overridden: (by) => `overridden by ${by}`,
    versions: (version) => `questionnaire version ${version}`,
  },
})
