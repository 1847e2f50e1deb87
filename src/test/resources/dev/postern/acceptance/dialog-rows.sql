-- The accounts of dialogs/rows. A field that is NULL is not said.
CREATE TABLE dialog_rows (
    name        text NOT NULL,
    password    text NOT NULL,
    kind        text NOT NULL DEFAULT 'main',
    label       text,
    services    text,
    valid_until timestamptz,
    allow_nets  text,
    fail        text,
    nologin     text,
    reason      text,
    proxy       text,
    proxy_maybe text,
    host        text,
    destuser    text,
    pass        text,
    user_x      text,
    forward_y   text
);
CREATE TABLE dialog_masters (name text PRIMARY KEY, password text NOT NULL, domain text NOT NULL);
GRANT SELECT ON dialog_rows, dialog_masters TO mailreader;

INSERT INTO dialog_masters VALUES
    ('boss@example.org', '{PLAIN}boss-pw', 'example.org'),
    ('far@example.org', '{PLAIN}far-pw', 'elsewhere.example');

INSERT INTO dialog_rows (name, password) VALUES
    ('kim@example.org', '{PLAIN}kim-pw'),
    ('user@elsewhere.example', '{PLAIN}user-pw');
INSERT INTO dialog_rows (name, password, nologin, reason) VALUES
    ('disabled@example.org', '{PLAIN}disabled-pw', '', 'Gone_fishing');
INSERT INTO dialog_rows (name, password, fail) VALUES ('fails@example.org', '{PLAIN}fails-pw', '');
INSERT INTO dialog_rows (name, password, allow_nets) VALUES
    ('nets@example.org', '{PLAIN}nets-pw', '10.0.0.0/8,2001:db8::/32');
INSERT INTO dialog_rows (name, password, valid_until) VALUES
    ('late@example.org', '{PLAIN}late-pw', now() - interval '1 day');
INSERT INTO dialog_rows (name, password, services) VALUES ('reader@example.org', '{PLAIN}reader-pw', 'imap,pop3');
INSERT INTO dialog_rows (name, password, user_x, forward_y) VALUES
    ('fields@example.org', '{PLAIN}fields-pw', 'some thing', '2');
INSERT INTO dialog_rows (name, password, kind, label, services, valid_until, allow_nets) VALUES
    ('apps@example.org', '{PLAIN}main-pw', 'main', NULL, NULL, NULL, NULL),
    ('apps@example.org', '{PLAIN}phone-pw', 'app', 'phone', 'imap', NULL, NULL),
    ('apps@example.org', '{PLAIN}printer-pw', 'app', 'printer', 'smtp', NULL, '10.0.0.0/8'),
    ('apps@example.org', '{PLAIN}tablet-pw', 'app', 'tablet', NULL, now() - interval '1 day', NULL);
INSERT INTO dialog_rows (name, password, proxy, proxy_maybe, host, destuser, pass) VALUES
    ('moved@example.org', '{PLAIN}moved-pw', '', NULL, '192.0.2.9', 'mo', NULL),
    ('lost@example.org', '{PLAIN}lost-pw', '', NULL, NULL, NULL, NULL),
    ('trusted@example.org', '{PLAIN}trusted-pw', '', NULL, '192.0.2.9', NULL, 'theirs'),
    ('maybe@example.org', '{PLAIN}maybe-pw', NULL, '', '192.0.2.9', NULL, NULL);
