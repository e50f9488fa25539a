-- The workbench asks for one campaign, or for all campaigns' own rows, among a hundred times as many rows of targets.
create index ads_of_campaign on ads (client_id, report, campaign_id, report_on)
  where superseded_by is null and report in ('campaign', 'targeting');
