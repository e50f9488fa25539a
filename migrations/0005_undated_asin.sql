-- A business report by ASIN may name no period at all; then nobody knows its first day.
alter table sales_asin alter column from_on drop not null;
