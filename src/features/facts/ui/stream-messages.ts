import { messages } from '#web/words.ts'

type Coded = Readonly<Record<string, string>>

export const streamMessages = messages({
  zh: {
    title: '营销流（Marketing Stream）',
    about:
      '亚马逊每小时推送点击与转化，每条只计一次，修正自动累加；广告活动、广告组、广告和投放一有变动即推送，用于变更见证。授权广告接口后自动订阅，订阅之前的不会补发。',
    none: '还没有订阅：授权广告接口后一分钟内自动开始。',
    noQueue:
      '这套系统还没有配置接收队列（STEWARD_STREAM_QUEUES），所以收不到逐小时数据。请管理员按上线手册建好队列。',
    store: '店铺',
    marketplace: '站点',
    dataset: '数据集',
    datasets: {
      'sp-traffic': '流量（曝光、点击、花费）',
      'sp-conversion': '转化（订单、销售额）',
      campaigns: '广告活动变动',
      adgroups: '广告组变动',
      ads: '广告变动',
      targets: '投放变动',
    } as Coded,
    status: '状态',
    statuses: {
      ACTIVE: '接收中',
      PENDING_CONFIRMATION: '等待确认',
      PROVISIONING: '开通中',
      SUSPENDED: '亚马逊已暂停',
      FAILED_CONFIRMATION: '确认失败',
      FAILED_PROVISIONING: '开通失败',
      ARCHIVED: '已停止',
      refused: '亚马逊拒绝',
    } as Coded,
    last: '最近一条消息',
    records: '已收记录',
    reason: '原因',
    policies: '队列权限（AWS）',
    policyText: '把下面的策略贴到 AWS：只允许亚马逊的主题写入队列，只允许本系统接收和删除消息，别无其他。',
    queue: '队列策略',
    reader: '读取身份的 IAM 策略',
    rehearsal: '演练环境使用沙箱自带的队列；下面是同名队列在 AWS 上所需的策略示例。',
  },
  en: {
    title: 'Marketing Stream',
    about:
      'Amazon sends clicks and conversions every hour; each record counts once and corrections add up. Campaigns, ad groups, ads and targets are sent whenever they are changed, for the witness. Subscribed to as soon as advertising is connected; what was before is never sent.',
    none: 'No subscription yet: it starts within a minute of connecting advertising.',
    noQueue:
      'This installation has no queue to receive it (STEWARD_STREAM_QUEUES), so nothing comes by the hour. Have an administrator set one up as the go-live guide says.',
    store: 'Store',
    marketplace: 'Marketplace',
    dataset: 'Data set',
    datasets: {
      'sp-traffic': 'Traffic (impressions, clicks, cost)',
      'sp-conversion': 'Conversions (orders, sales)',
      campaigns: 'Changes of campaigns',
      adgroups: 'Changes of ad groups',
      ads: 'Changes of ads',
      targets: 'Changes of targets',
    } as Coded,
    status: 'State',
    statuses: {
      ACTIVE: 'receiving',
      PENDING_CONFIRMATION: 'waiting for confirmation',
      PROVISIONING: 'being set up',
      SUSPENDED: 'suspended by Amazon',
      FAILED_CONFIRMATION: 'confirmation failed',
      FAILED_PROVISIONING: 'set-up failed',
      ARCHIVED: 'stopped',
      refused: 'refused by Amazon',
    } as Coded,
    last: 'Last message',
    records: 'Records received',
    reason: 'Reason',
    policies: 'Rights of the queues (AWS)',
    policyText:
      'Paste these into AWS: Amazon’s topics may send into the queue, this product may receive and delete, nobody may anything else.',
    queue: 'Policy of the queue',
    reader: 'IAM policy of who reads',
    rehearsal:
      'A rehearsal uses the sandbox’s own queue; below is what a queue of that name would need at AWS.',
  },
})
