-- The accounts of the dialogs, as dialogs/accounts.tsv tells them. A field that is NULL is not said.
CREATE TABLE dialog_accounts (
    userid     text PRIMARY KEY,
    password   text,
    nopassword text,
    user_quota text,
    nologin    text,
    reason     text,
    proxy      text,
    host       text,
    destuser   text,
    allow_nets text,
    uid        integer NOT NULL,
    gid        integer NOT NULL,
    home       text NOT NULL
);
GRANT SELECT ON dialog_accounts TO mailreader;

INSERT INTO dialog_accounts (userid, password, uid, gid, home) VALUES
    ('alice@example.org', '{PLAIN}secret', 5000, 5000, '/var/mail/vhosts/example.org/alice'),
    ('bob@example.org', '{PLAIN}hunter2', 5001, 5001, '/var/mail/vhosts/example.org/bob'),
    ('disabled@example.org', '{PLAIN}secret', 5002, 5002, '/var/mail/vhosts/example.org/disabled'),
    ('moved@example.org', '{PLAIN}secret', 5003, 5003, '/var/mail/vhosts/example.org/moved'),
    ('nets@example.org', '{PLAIN}secret', 5005, 5005, '/var/mail/vhosts/example.org/nets'),
    ('cert@example.org', NULL, 5004, 5004, '/var/mail/vhosts/example.org/cert');
UPDATE dialog_accounts SET nopassword = '' WHERE password IS NULL;
UPDATE dialog_accounts SET user_quota = 'big' WHERE userid = 'bob@example.org';
UPDATE dialog_accounts SET nologin = '', reason = 'Gone_fishing' WHERE userid = 'disabled@example.org';
UPDATE dialog_accounts SET proxy = '', host = '192.0.2.9', destuser = 'mo' WHERE userid = 'moved@example.org';
UPDATE dialog_accounts SET allow_nets = '192.0.2.9,2001:db8::9' WHERE userid = 'nets@example.org';
