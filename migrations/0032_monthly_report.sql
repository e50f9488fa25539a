-- A paper may be the report of a month: which month it tells of, and that it counts for the engagement's review.

alter table paper drop constraint paper_kind_check;
alter table paper add constraint paper_kind_check
  check (kind in ('authorization', 'nda', 'contract', 'licence', 'identity', 'monthly_report', 'other'));
-- The first day of the month that it tells of.
alter table paper add column report_month date
  check ((kind = 'monthly_report') = (report_month is not null) and extract(day from report_month) = 1);
create index paper_monthly_report on paper (client_id, made_at) where kind = 'monthly_report';
