-- Postern's own role, which reads the preset's views and nothing else. A role of that name is taken as it is.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mailreader') THEN
        CREATE ROLE mailreader LOGIN;
    END IF;
END
$$;
GRANT USAGE ON SCHEMA postern TO mailreader;
GRANT SELECT ON ALL TABLES IN SCHEMA postern TO mailreader;
