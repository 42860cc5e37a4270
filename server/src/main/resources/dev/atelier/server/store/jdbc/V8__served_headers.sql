alter table file add column headers text;
