-- Run once in the database of the monitor, by its administrator: who puts figures in, and who reads them.
-- Give both a password afterwards (\password monitor_writer, \password monitor_reader), or let pg_hba.conf say who they are.
CREATE ROLE monitor_writer LOGIN;
CREATE ROLE monitor_reader LOGIN CONNECTION LIMIT 50;
CREATE SCHEMA sociale_monitor AUTHORIZATION monitor_writer;
GRANT USAGE ON SCHEMA sociale_monitor TO monitor_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE monitor_writer IN SCHEMA sociale_monitor GRANT SELECT ON TABLES TO monitor_reader;
