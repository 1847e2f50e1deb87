-- The reference reads the owner's tables, Postern the views of its own; both as one role.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'postern') LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO mailreader', name);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO mailreader', name);
    END LOOP;
END
$$;
