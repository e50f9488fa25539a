-- Which notice about a secret's end has been given: days left at the last one.
alter table amazon_app_secret add column noticed_days int;
