-- This number is kept for another part of the work.
select 1;
