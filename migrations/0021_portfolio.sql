-- The portfolio's name beside its id in a snapshot of advertising settings, and the new form of what a volume goal compares with.

alter table ads_entity add column portfolio text;

-- By target: its bid with multipliers and the clicks a day that this brought. What earlier goals kept does not tell the clicks.
alter table ads_goal drop column reference;
alter table ads_goal add column reference jsonb;
alter table ads_goal drop constraint ads_goal_kind_check;
alter table ads_goal add constraint ads_goal_kind_check check (kind in ('acos', 'profit', 'volume', 'budget'));
