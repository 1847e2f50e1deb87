-- The tutorial's roles: mailreader looks up, mailwriter maintains. Postern needs the first one only.
CREATE ROLE mailreader LOGIN;
CREATE ROLE mailwriter LOGIN;
GRANT SELECT ON transport, users, virtual, postfix_mailboxes, postfix_virtual TO mailreader;
GRANT SELECT, INSERT, UPDATE, DELETE ON transport, users, virtual TO mailwriter;
GRANT SELECT ON postfix_mailboxes, postfix_virtual TO mailwriter;
