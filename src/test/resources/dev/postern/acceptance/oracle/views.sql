-- virtual(8), which a stored 'virtual:' names, takes no network tables; here everything goes to an LMTP server.
UPDATE transport SET transport = ':' WHERE transport = 'virtual:';
-- A row that ought to be quoted: smtpd of Postfix finds it, cleanup does not (docs/lookups.md, "Differences").
DELETE FROM virtual WHERE address = 'a,b@snorl.ax';
INSERT INTO transport (domain, transport) VALUES
    ('catchall.example', ':'),
    ('away.snorl.ax', 'lmtp:{away}'),
    ('.snorl.ax', 'error:5.1.2 no such host'),
    ('user3+away@snorl.ax', 'lmtp:{away}');
INSERT INTO users (userid, uid, gid, home) VALUES
    ('someone@away.snorl.ax', 5000, 5000, 'away'),
    ('émile@snorl.ax', 5000, 5000, 'emile'),
    ('o''%_=!#$&*/?^`{|}~@snorl.ax', 5000, 5000, 'odd');
INSERT INTO virtual (address, userid) VALUES
    ('chain@snorl.ax', 'team@snorl.ax'),                       -- alias to alias
    ('moved.example', 'domain'),
    ('@moved.example', '@snorl.ax'),                           -- a whole domain
    ('forward@snorl.ax', 'kim@outside.example'),               -- leaves
    ('empty@snorl.ax', ''),
    ('list@snorl.ax', ' user@snorl.ax , user2@snorl.ax user3@snorl.ax'),
    ('named@snorl.ax', 'Kim <user@snorl.ax>, "Two, of them" <user2@snorl.ax>'),
    ('loop-a@snorl.ax', 'loop-b@snorl.ax'),
    ('loop-b@snorl.ax', 'loop-a@snorl.ax'),
    ('user3+exact@snorl.ax', 'user2@snorl.ax'),                -- an extension of its own
    ('"quoted+x"@snorl.ax', 'user2@snorl.ax'),
    ('root', 'user@snorl.ax'),                                 -- a name of this host
    ('postmaster', 'user2@snorl.ax'),
    ('many@snorl.ax', (SELECT string_agg('user+' || n || '@snorl.ax', ',') FROM generate_series(1, 9) AS n));
