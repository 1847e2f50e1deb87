-- Tables for a new site, which the views of this preset read, and the rows of a small one below them.
-- Addresses and domains are stored in lower case, because that is how they are asked for.
-- Every password is the name before the @, followed by -pw.

CREATE TABLE domains (
    domain text PRIMARY KEY CHECK (domain = lower(domain)),
    class  text NOT NULL DEFAULT 'mailbox' CHECK (class IN ('mailbox', 'alias', 'relay')),
    target text REFERENCES domains,  -- the domain that this one mirrors
    active boolean NOT NULL DEFAULT true
);

CREATE TABLE mailboxes (
    address        text PRIMARY KEY CHECK (address = lower(address)),
    domain         text NOT NULL REFERENCES domains,
    password       text,             -- {SCHEME}hash; without a prefix it is of auth.defaultScheme
    home           text,
    uid            integer,
    gid            integer,
    quota_bytes    bigint,           -- NULL: unlimited
    quota_messages bigint,
    services       text[],           -- imap, pop3, smtp, sieve …; NULL: all
    allow_nets     text[],           -- from where logins are taken; NULL: everywhere, {}: nowhere
    nologin        boolean NOT NULL DEFAULT false,
    valid_until    timestamptz,      -- logins end here
    active         boolean NOT NULL DEFAULT true
);

-- A second password of a mailbox, for one program.
CREATE TABLE app_passwords (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address     text NOT NULL REFERENCES mailboxes ON DELETE CASCADE,
    label       text NOT NULL,       -- what the log calls it
    password    text NOT NULL,
    services    text[],              -- NULL: those of the mailbox
    allow_nets  text[],              -- NULL: those of the mailbox
    valid_until timestamptz,
    last_use    timestamptz          -- written where auth.lastUse says so
);
CREATE INDEX ON app_passwords (address);

-- One row for each destination. @domain is a domain's catch-all; @other as destination keeps the local part.
CREATE TABLE aliases (
    address     text NOT NULL CHECK (address = lower(address)),
    destination text NOT NULL,
    valid_until timestamptz,
    active      boolean NOT NULL DEFAULT true,
    PRIMARY KEY (address, destination)
);
CREATE INDEX ON aliases (destination);

-- Who may send as an address that is not their own: an address, @domain, or * for all.
CREATE TABLE senders (
    address text NOT NULL CHECK (address = lower(address)),
    login   text NOT NULL REFERENCES mailboxes ON DELETE CASCADE,
    PRIMARY KEY (address, login)
);

CREATE TABLE transports (
    pattern   text PRIMARY KEY,      -- address, domain, .domain or *
    transport text NOT NULL
);

CREATE TABLE relay_recipients (
    address text PRIMARY KEY,        -- address or @domain, of a domain of class relay
    result  text NOT NULL DEFAULT 'OK'
);

CREATE TABLE bcc (
    direction text NOT NULL CHECK (direction IN ('sender', 'recipient')),
    address   text NOT NULL,
    bcc       text NOT NULL,
    PRIMARY KEY (direction, address)
);

CREATE TABLE relayhosts (
    sender    text PRIMARY KEY,
    relayhost text NOT NULL,
    username  text,
    password  text                   -- as it is sent to the relay host
);
CREATE INDEX ON relayhosts (relayhost);

-- The rows.

INSERT INTO domains (domain, class, target, active) VALUES
    ('example.org', 'mailbox', NULL, true),
    ('mirror.example', 'mailbox', 'example.org', true),
    ('alias.example', 'alias', NULL, true),
    ('relay.example', 'relay', NULL, true),
    ('closed.example', 'mailbox', NULL, false);

INSERT INTO mailboxes (address, domain, password, home, uid, gid, quota_bytes, services, allow_nets, nologin, valid_until, active) VALUES
    ('ann@example.org', 'example.org', '{PLAIN}ann-pw', '/var/vmail/example.org/ann', 5000, 5000, 1073741824, NULL, NULL, false, NULL, true),
    ('bob@example.org', 'example.org', '{PLAIN}bob-pw', '/var/vmail/example.org/bob', 5000, 5000, NULL, '{imap}', NULL, false, NULL, true),
    ('cid@example.org', 'example.org', '{PLAIN}cid-pw', '/var/vmail/example.org/cid', 5000, 5000, NULL, NULL, '{192.0.2.0/24}', false, NULL, true),
    ('dot@example.org', 'example.org', '{PLAIN}dot-pw', '/var/vmail/example.org/dot', 5000, 5000, NULL, NULL, '{}', false, NULL, true),
    ('eve@example.org', 'example.org', '{PLAIN}eve-pw', '/var/vmail/example.org/eve', 5000, 5000, NULL, NULL, NULL, true, NULL, true),
    ('fay@example.org', 'example.org', '{PLAIN}fay-pw', '/var/vmail/example.org/fay', 5000, 5000, NULL, NULL, NULL, false, now() - interval '1 hour', true),
    ('gil@example.org', 'example.org', '{PLAIN}gil-pw', '/var/vmail/example.org/gil', 5000, 5000, NULL, NULL, NULL, false, NULL, false),
    ('hal@closed.example', 'closed.example', '{PLAIN}hal-pw', '/var/vmail/closed.example/hal', 5000, 5000, NULL, NULL, NULL, false, NULL, true);

INSERT INTO app_passwords (address, label, password, services, allow_nets, valid_until) VALUES
    ('ann@example.org', 'phone', '{PLAIN}app-pw', '{imap}', NULL, NULL),
    ('ann@example.org', 'printer', '{PLAIN}print-pw', '{smtp}', '{192.0.2.0/24}', NULL),
    ('ann@example.org', 'old tablet', '{PLAIN}tablet-pw', NULL, NULL, now() - interval '1 day'),
    ('bob@example.org', 'script', '{PLAIN}script-pw', '{smtp,imap}', NULL, NULL);

INSERT INTO aliases (address, destination, valid_until, active) VALUES
    ('info@example.org', 'ann@example.org', NULL, true),
    ('info@example.org', 'bob@example.org', NULL, true),
    ('team@example.org', 'info@example.org', NULL, true),
    ('@example.org', 'ann@example.org', NULL, true),
    ('ann@example.org', 'ann@example.org', NULL, true),
    ('sale@example.org', 'bob@example.org', now() + interval '1 day', true),
    ('over@example.org', 'bob@example.org', now() - interval '1 day', true),
    ('off@example.org', 'bob@example.org', NULL, false),
    ('all@alias.example', 'bob@example.org', NULL, true),
    ('sales@mirror.example', 'cid@example.org', NULL, true);

INSERT INTO senders (address, login) VALUES
    ('boss@elsewhere.example', 'ann@example.org'),
    ('@team.example', 'bob@example.org'),
    ('*', 'cid@example.org');

INSERT INTO transports (pattern, transport) VALUES
    ('relay.example', 'smtp:[192.0.2.25]'), ('.relay.example', 'smtp:[192.0.2.26]'), ('list@example.org', 'lists:');
INSERT INTO relay_recipients (address) VALUES ('known@relay.example');
INSERT INTO bcc (direction, address, bcc) VALUES
    ('sender', 'bob@example.org', 'archive@example.org'), ('recipient', '@relay.example', 'archive@example.org');
INSERT INTO relayhosts (sender, relayhost, username, password) VALUES
    ('bob@example.org', '[smtp.example.net]:587', 'bob', 'relay-secret');
