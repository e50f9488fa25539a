import type { Permission, Role } from '#kernel/rights.ts'
import { messages } from '#web/words.ts'

// Roles and permissions as people read them.

export const roleWords = messages<Record<Role, { name: string; does: string }>>({
  zh: {
    agency_owner: { name: '公司负责人', does: '管理公司、成员和全部客户' },
    account_manager: { name: '客户经理', does: '管理所分配的客户及其成员' },
    ads: { name: '广告运营', does: '所分配客户的广告数据与导入' },
    listing: { name: 'Listing 运营', does: '所分配客户的 Listing 数据与导入' },
    supply: { name: '供应链计划', does: '所分配客户的库存数据与导入' },
    finance: { name: '财务', does: '结算、费用、台账导出' },
    compliance: { name: '合规', does: '查看成员与权限，导出台账，不改业务数据' },
    client_owner: { name: '客户负责人', does: '查看本客户的全部数据，管理本客户的成员' },
    client_staff: { name: '客户成员', does: '查看本客户的数据，可导入文件' },
    auditor: { name: '审计', does: '只读：数据、成员与权限、台账' },
  },
  en: {
    agency_owner: { name: 'Agency owner', does: 'Runs the agency, its people and all clients' },
    account_manager: { name: 'Account manager', does: 'Runs the assigned clients and their people' },
    ads: { name: 'Ads specialist', does: 'Ads data and imports of assigned clients' },
    listing: { name: 'Listing specialist', does: 'Listing data and imports of assigned clients' },
    supply: { name: 'Supply planner', does: 'Stock data and imports of assigned clients' },
    finance: { name: 'Finance', does: 'Settlements, fees, ledger export' },
    compliance: { name: 'Compliance', does: 'Sees people and rights, exports ledgers, changes no data' },
    client_owner: { name: 'Client owner', does: 'Sees everything of the client, manages its people' },
    client_staff: { name: 'Client staff', does: 'Sees the client’s data, may import files' },
    auditor: { name: 'Auditor', does: 'Reads only: data, people and rights, ledger' },
  },
})

/** A permission without words is shown by its code: it is never hidden. */
export const permissionWords = messages<Partial<Record<Permission, string>>>({
  zh: {
    'session.self': '登录并管理自己的账号',
    'agency.read': '查看公司设置',
    'agency.manage': '修改公司设置',
    'people.read': '查看成员与权限',
    'people.manage': '邀请、分配、停用成员（按角色范围）',
    'client.read': '查看所分配的客户',
    'client.create': '新建客户',
    'client.manage': '修改客户与店铺',
    'facts.read': '查看经营数据',
    'import.read': '查看导入记录',
    'import.write': '导入文件',
    'import.undo': '撤销导入',
    'diagnosis.read': '查看诊断',
    'ledger.read': '查看台账',
    'ledger.export': '导出台账',
    'settings.read': '查看参数与汇率',
    'settings.manage': '修改参数与汇率',
  },
  en: {
    'session.self': 'Sign in, manage the own account',
    'agency.read': 'See the agency’s settings',
    'agency.manage': 'Change the agency’s settings',
    'people.read': 'See people and rights',
    'people.manage': 'Invite, assign and close people, within what the role may give',
    'client.read': 'See assigned clients',
    'client.create': 'Create clients',
    'client.manage': 'Change clients and stores',
    'facts.read': 'See business data',
    'import.read': 'See imports',
    'import.write': 'Import files',
    'import.undo': 'Undo imports',
    'diagnosis.read': 'See diagnoses',
    'ledger.read': 'See the ledger',
    'ledger.export': 'Export the ledger',
    'settings.read': 'See parameters and rates',
    'settings.manage': 'Change parameters and rates',
  },
})
