-- The tutorial's roles: mailreader looks up, mailwriter maintains. Postern needs the first one only. Roles of these
-- names are taken as they are.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mailreader') THEN
        CREATE ROLE mailreader LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mailwriter') THEN
        CREATE ROLE mailwriter LOGIN;
    END IF;
END
$$;
GRANT SELECT ON transport, users, virtual, postfix_mailboxes, postfix_virtual TO mailreader;
GRANT SELECT, INSERT, UPDATE, DELETE ON transport, users, virtual TO mailwriter;
GRANT SELECT ON postfix_mailboxes, postfix_virtual TO mailwriter;
